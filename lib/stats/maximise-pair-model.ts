import { factorCholesky, solveCholesky } from './cholesky'
import { addPairProduct, addPairVector, pairDifference } from './pair-accumulate'
import { newPairTerms, type PairModel } from './pair-model'
import type { PairRows } from './pair-rows'

/** Where the likelihood is highest: the parameters (abilities, covariates, ties) and the information there. */
export type PairMaximum = {
  parameters: Float64Array
  logLikelihood: number
  /** Minus the matrix of second derivatives, m × m, lower triangle, without ridge. */
  information: Float64Array
  steps: number
}

/**
 * `ridge` λ takes λ/2 · Σθ² from the log-likelihood; `start` is where to begin; `groupOf` numbers the group of each
 * system where only abilities within a group are comparable, one group by default; `linear` is a term that is linear in
 * the parameters, to be added to the log-likelihood.
 */
export type MaximiseOptions = {
  ridge?: number
  start?: Float64Array
  tolerance?: number
  groupOf?: Int32Array
  linear?: Float64Array
}

const MOST_STEPS = 60

/**
 * Newton's method on the log-likelihood of a pair model. The log-likelihood is concave, so a point where a step of
 * Newton's vanishes is the only maximum. Abilities are kept at mean zero (in each group) by adding to the information a
 * multiple of the matrix of ones over them, which changes no step.
 *
 * @returns null when there is no maximum at finite parameters, see `pairModelExistence`
 */
export function maximisePairModel(
  model: PairModel,
  rows: PairRows,
  { ridge = 0, start, tolerance = 1e-9, groupOf = new Int32Array(rows.systems), linear }: MaximiseOptions = {},
): PairMaximum | null {
  const { systems, covariates } = rows
  const m = systems + covariates.length + (model.tieStart === null ? 0 : 1)
  const work = newWork(m, ridge, linear)
  let parameters = start ? Float64Array.from(start) : startOf(model, m)
  let logLikelihood = evaluateAll(model, rows, parameters, work)
  const gauge =
    ridge > 0
      ? 0
      : Math.max(
          1,
          rows.counts.reduce((sum, n) => sum + n, 0),
        ) /
        systems ** 2
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    const { matrix, factor, step } = work
    factor.set(matrix)
    for (let i = 0; i < systems; i++) {
      for (let j = 0; j <= i; j++)
        (factor[i * m + j] as number) += (groupOf[i] === groupOf[j] ? gauge : 0) + (i === j ? ridge : 0)
    }
    if (!factorCholesky(factor, m, factor)) return null
    step.set(work.gradient)
    solveCholesky(factor, m, step)
    const largest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    if (!Number.isFinite(largest)) return null
    if (largest < tolerance) return { parameters, logLikelihood, information: matrix.slice(), steps }
    let next = parameters
    let reached = Number.NEGATIVE_INFINITY
    for (let part = 1; part > 1e-6 && !(reached >= logLikelihood - 1e-9 * Math.abs(logLikelihood)); part /= 2) {
      next = parameters.map((value, k) => value + part * (step[k] as number))
      if (model.allows(next[m - 1] as number)) reached = evaluateAll(model, rows, next, work)
    }
    if (!Number.isFinite(reached)) return null
    parameters = next
    logLikelihood = reached
  }
  return null
}

function startOf(model: PairModel, m: number): Float64Array {
  const parameters = new Float64Array(m)
  if (model.tieStart !== null) parameters[m - 1] = model.tieStart
  return parameters
}

type Work = {
  ridge: number
  linear: Float64Array | undefined
  gradient: Float64Array
  step: Float64Array
  matrix: Float64Array
  factor: Float64Array
  terms: ReturnType<typeof newPairTerms>
}

function newWork(m: number, ridge: number, linear: Float64Array | undefined): Work {
  return {
    ridge,
    linear,
    gradient: new Float64Array(m),
    step: new Float64Array(m),
    matrix: new Float64Array(m * m),
    factor: new Float64Array(m * m),
    terms: newPairTerms(),
  }
}

/** Fills gradient and information at the parameters and returns the log-likelihood with its ridge and linear term. */
function evaluateAll(model: PairModel, rows: PairRows, parameters: Float64Array, work: Work): number {
  const { gradient, matrix, terms, ridge, linear } = work
  const m = parameters.length
  const tied = model.tieStart !== null
  const tie = tied ? (parameters[m - 1] as number) : 0
  gradient.fill(0)
  matrix.fill(0)
  let logLikelihood = 0
  const product = { a: 0, b: 0, c: 0, tied }
  for (let r = 0; r < rows.first.length; r++) {
    model.evaluate(pairDifference(parameters, rows, r), tie, terms)
    let slope = 0
    let tieSlope = 0
    product.a = product.b = product.c = 0
    for (let o = 0; o < 3; o++) {
      const n = rows.counts[3 * r + o] as number
      if (n === 0) continue
      logLikelihood += n * (terms.log[o] as number)
      slope += n * (terms.slope[o] as number)
      tieSlope += n * (terms.tieSlope[o] as number)
      product.a += n * (terms.curve[o] as number)
      product.b += n * (terms.crossCurve[o] as number)
      product.c += n * (terms.tieCurve[o] as number)
    }
    addPairVector(gradient, 0, m, rows, r, slope, tieSlope)
    addPairProduct(matrix, m, rows, r, product)
  }
  for (let k = 0; linear && k < m; k++) {
    logLikelihood += (linear[k] as number) * (parameters[k] as number)
    ;(gradient[k] as number) += linear[k] as number
  }
  for (let k = 0; ridge > 0 && k < rows.systems; k++) {
    const ability = parameters[k] as number
    logLikelihood -= (ridge / 2) * ability ** 2
    ;(gradient[k] as number) -= ridge * ability
  }
  return logLikelihood
}
