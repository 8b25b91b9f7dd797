import { defined, type Estimate, notDefined } from '../estimate'
import { Z95 } from '../interval'
import { tQuantile } from '../student-t'

/** Items with a human value y and a judge's f, as columns; prompts are numbered from 0, alike in both kinds of rows. */
export type LabelledRows = { human: ArrayLike<number>; judge: ArrayLike<number>; prompt: ArrayLike<number> }

/** Items with a judge's value only. */
export type UnlabelledRows = { judge: ArrayLike<number>; prompt: ArrayLike<number> }

/**
 * All that a prediction-powered mean needs of the rows, for any λ: the estimate is `human` + λ · `shift`, its variance
 * `constant` + 2λ · `linear` + λ² · `square`. `shift` is null without unlabelled rows; `classical` and `powered` say
 * whether the variance at λ = 0, and at others, rests on enough; `quantile` is that of the 95 % interval.
 */
export type Predictions = {
  labelled: number
  unlabelled: number
  labelledPrompts: number
  unlabelledPrompts: number
  human: number
  shift: number | null
  constant: number
  linear: number
  square: number
  classical: boolean
  powered: boolean
  quantile: number
  /** the λ with the smallest variance, not yet cut to [0, 1] */
  lambda: Estimate<number>
}

const NO_LAMBDA = 'How much to trust the judge is unknown:'

/**
 * Prepares prediction-powered means whose rows are independent of each other, with population variances and normal
 * intervals: the numbers of ppi_py. For comparison; `clusteredPredictions` is the one to report.
 *
 * @throws RangeError without labelled rows, on columns of differing length, or a value that is not finite
 * @see Angelopoulos, Duchi & Zrnic (2023) PPI++, arXiv 2311.01453
 */
export function independentPredictions(labelled: LabelledRows, unlabelled: UnlabelledRows): Predictions {
  const base = prepare(labelled, unlabelled)
  const { n, N, y, f, rest } = base
  const covariance = meanProduct(labelled.human, y, labelled.judge, f)
  const [varY, varF] = [
    meanProduct(labelled.human, y, labelled.human, y),
    meanProduct(labelled.judge, f, labelled.judge, f),
  ]
  const varRest = N === 0 ? 0 : meanProduct(unlabelled.judge, rest, unlabelled.judge, rest)
  const all = (n * f + N * rest) / (n + N)
  const whole = (n * (varF + (f - all) ** 2) + N * (varRest + (rest - all) ** 2)) / (n + N - 1)
  return {
    ...base.counts,
    constant: varY / n,
    linear: -covariance / n,
    square: varF / n + (N === 0 ? 0 : varRest / N),
    classical: n >= 2,
    powered: n >= 2 && N >= 2,
    quantile: Z95,
    lambda:
      n < 2 || N === 0
        ? notDefined(`${NO_LAMBDA} it takes two labelled items and one without a label.`)
        : whole < 1e-28
          ? notDefined(`${NO_LAMBDA} it always says the same.`)
          : defined(covariance / ((1 + n / N) * whole)),
  }
}

/**
 * Prepares prediction-powered means with prompts as the unit: rows of a prompt may depend on each other in any way, and a
 * prompt with rows of both kinds contributes its covariance. Intervals are t on labelled prompts − 1. At λ = 0 it is
 * `clusteredMean` of the human values.
 *
 * @throws RangeError without labelled rows, on columns of differing length, or a value that is not finite
 * @see Angelopoulos et al. (2023) PPI++, arXiv 2311.01453; Liang & Zeger (1986) Biometrika 73:13–22 for the clusters
 */
export function clusteredPredictions(labelled: LabelledRows, unlabelled: UnlabelledRows): Predictions {
  const base = prepare(labelled, unlabelled)
  const { n, N, y, f, rest, counts } = base
  const [GL, GU] = [counts.labelledPrompts, counts.unlabelledPrompts]
  const [ofLabelled, ofRest] = [correction(GL) / n, N === 0 ? 0 : correction(GU) / N]
  const size = 1 + Math.max(largest(labelled.prompt), largest(unlabelled.prompt))
  const [human, judge] = [new Float64Array(size), new Float64Array(size)]
  for (let k = 0; k < n; k++) {
    const prompt = labelled.prompt[k] as number
    ;(human[prompt] as number) += ofLabelled * ((labelled.human[k] as number) - y)
    ;(judge[prompt] as number) -= ofLabelled * ((labelled.judge[k] as number) - f)
  }
  for (let k = 0; k < N; k++)
    (judge[unlabelled.prompt[k] as number] as number) += ofRest * ((unlabelled.judge[k] as number) - rest)
  const square = sumProduct(judge, judge)
  const linear = sumProduct(human, judge)
  return {
    ...counts,
    constant: sumProduct(human, human),
    linear,
    square,
    classical: GL >= 2,
    powered: GL >= 2 && GU >= 2,
    quantile: GL < 2 ? Number.POSITIVE_INFINITY : tQuantile(0.975, GL - 1),
    lambda:
      GL < 2 || GU < 2
        ? notDefined(`${NO_LAMBDA} it takes two prompts with labels and two without.`)
        : square < 1e-28
          ? notDefined(`${NO_LAMBDA} it always says the same.`)
          : defined(-linear / square),
  }
}

function prepare(labelled: LabelledRows, unlabelled: UnlabelledRows) {
  const [n, N] = [checkColumns(labelled), checkColumns(unlabelled)]
  if (n === 0) throw new RangeError('Predictions require a labelled row')
  const [y, f] = [meanOf(labelled.human), meanOf(labelled.judge)]
  const rest = N === 0 ? f : meanOf(unlabelled.judge)
  const counts = {
    labelled: n,
    unlabelled: N,
    labelledPrompts: countPrompts(labelled),
    unlabelledPrompts: countPrompts(unlabelled),
    human: y,
    shift: N === 0 ? null : rest - f,
  }
  return { n, N, y, f, rest, counts }
}

/** How many prompts the rows are of. */
export function countPrompts({ prompt }: Pick<UnlabelledRows, 'prompt'>): number {
  const seen = new Uint8Array(1 + largest(prompt))
  let count = 0
  for (let k = 0; k < prompt.length; k++) {
    if (seen[prompt[k] as number] === 0) count++
    seen[prompt[k] as number] = 1
  }
  return count
}

function checkColumns(rows: UnlabelledRows & { human?: ArrayLike<number> }): number {
  const n = rows.judge.length
  for (const column of [rows.judge, rows.prompt, ...(rows.human ? [rows.human] : [])]) {
    if (column.length !== n)
      throw new RangeError(`Predictions require columns of one length, got ${column.length}, ${n}`)
    for (let k = 0; k < n; k++)
      if (!Number.isFinite(column[k]))
        throw new RangeError(`Predictions require finite values, row ${k} has ${column[k]}`)
  }
  for (let k = 0; k < n; k++) {
    const prompt = rows.prompt[k] as number
    if (!Number.isInteger(prompt) || prompt < 0)
      throw new RangeError(`Predictions require prompts numbered from 0, row ${k} has ${prompt}`)
  }
  return n
}

function correction(clusters: number): number {
  return clusters < 2 ? 0 : Math.sqrt(clusters / (clusters - 1))
}

function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let k = 0; k < values.length; k++) most = Math.max(most, values[k] as number)
  return most
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k] as number
  return sum / values.length
}

function meanProduct(a: ArrayLike<number>, meanA: number, b: ArrayLike<number>, meanB: number): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += ((a[k] as number) - meanA) * ((b[k] as number) - meanB)
  return sum / a.length
}

function sumProduct(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number)
  return sum
}
