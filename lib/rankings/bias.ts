import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { type ClusterTotal, clusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, mapEstimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import { fitPairModel, type PairFit } from '@/lib/stats/fit-pair-model'
import { cutTo, type Interval, SHARE, Z95 } from '@/lib/stats/interval'
import { countLengths, longerRate, relativeLength } from '@/lib/stats/length-preference'
import { pairCovariance } from '@/lib/stats/pair-covariance'
import { clusteredEffectP, controlledScore, type PairEffect, pairEffects } from '@/lib/stats/pair-effects'
import { tiesAsHalf } from '@/lib/stats/pair-model'
import { countPairRows, type PairJudgment, type PairRows } from '@/lib/stats/pair-rows'
import type { Share } from '@/lib/stats/shares'
import { countSwaps, type ShownVerdict, type SwapCounts, swapConsistency } from '@/lib/stats/swap-consistency'

/** An effect on the log-odds with the p of having none, clustered by prompt like its interval. */
export type BiasEffect = PairEffect & { p: number }

export type Bias = {
  /** Of how many it is; planned repeats, which tell of consistency alone, are not among them. */
  judgments: number
  position: Estimate<BiasEffect>
  length: Estimate<BiasEffect>
  /** Share of decided verdicts for the longer response. */
  longer: Estimate<Share>
  /** Of each two systems that met, the score of the first as it is and at equal length and without a side. */
  controlled: ControlledScore[]
  /** What that score is without. */
  controlledFor: ('length' | 'side')[]
  swaps: SwapCounts
  consistency: Estimate<Share>
}

/** Intervals are clustered by prompt: of the mean, and of the model’s log-odds. */
type ControlledScore = {
  first: string
  second: string
  raw: number
  rawInterval: Interval | null
  controlled: number
  controlledInterval: Interval
}

/**
 * Effects of the side and of length, in the Bradley–Terry model with ties as half, and what the verdicts would be without.
 * Both are fitted together on judgments of which both are known; where a side is missing, each on its own. An effect that
 * the data leave open takes nothing from the other. Planned repeats tell of consistency alone.
 */
export function measureBias(input: JudgmentColumns): Bias {
  const { rows } = input
  const sided = chooseRows(input, (r) => rows.left[r] !== -1 && !rows.repeat[r])
  const timed = chooseRows(
    input,
    (r) => !Number.isNaN(rows.firstLength[r]) && !Number.isNaN(rows.secondLength[r]) && !rows.repeat[r],
  )
  const swaps = countSwaps(swapSequences(input))
  return {
    ...fitBoth(input, sided, timed),
    judgments: rows.repeat.reduce((sum, isRepeat) => sum + (isRepeat ? 0 : 1), 0),
    longer: longerRate(countLengths(lengthsOfAll(input, timed))),
    swaps,
    consistency: swapConsistency(swaps),
  }
}

type Fitted = Pick<Bias, 'position' | 'length' | 'controlled' | 'controlledFor'>

function fitBoth(input: JudgmentColumns, sided: RowNumbers, timed: RowNumbers): Fitted {
  const { rows } = input
  const noSide = notDefined('The side on which responses stood is not known.')
  const noLength = notDefined('The lengths of responses are not known, or all are the same.')
  const differ = timed.some((r) => rows.firstLength[r] !== rows.secondLength[r])
  const together = differ && timed.every((r) => rows.left[r] !== -1)
  const both = together ? fitEffects(input, timed, [sideOf, lengthOf]) : null
  const [position, length] = both?.effects ?? []
  if (both && position?.defined && length?.defined)
    return { position, length, controlled: both.controlled, controlledFor: ['length', 'side'] }
  const ofLength = differ ? fitEffects(input, timed, [lengthOf]) : null
  const ofSide = fitEffects(input, sided, [sideOf])
  const isControlled = ofLength?.effects[0]?.defined === true
  const isSided = ofSide.effects[0]?.defined === true
  return {
    position: ofSide.effects[0] ?? noSide,
    length: ofLength?.effects[0] ?? noLength,
    controlled: isControlled ? ofLength.controlled : isSided ? ofSide.controlled : [],
    controlledFor: isControlled ? ['length'] : isSided ? ['side'] : [],
  }
}

const ONE_PROMPT = 'An interval needs judgments on at least two prompts.'
const LEFT_OPEN =
  'Beside the strengths of the systems the judgments leave it open: it hardly varies within a pair, or verdicts follow it without exception.'

/** An effect is of a difference of 1: where what is seen differs by less than this, it would be read far off the data. */
const LEAST_SPREAD = 0.01

/** Numbers of rows, not an object a row: of a million judgments those would be gigabytes. */
type RowNumbers = Int32Array
type Covariate = (input: JudgmentColumns, r: number) => number

function chooseRows({ rows }: JudgmentColumns, isChosen: (r: number) => boolean): RowNumbers {
  const chosen = new Int32Array(rows.item.length)
  let n = 0
  for (let r = 0; r < chosen.length; r++) if (isChosen(r)) chosen[n++] = r
  return chosen.subarray(0, n)
}

const scoreOf = ({ rows }: JudgmentColumns, r: number) => 1 - (rows.category[r] as number) / 2
const promptOf = ({ rows, items }: JudgmentColumns, r: number) => items[rows.item[r] as number]?.prompt as number
const lengthsOf = ({ rows }: JudgmentColumns, r: number) =>
  [rows.firstLength[r] as number, rows.secondLength[r] as number] as const

function* lengthsOfAll(input: JudgmentColumns, chosen: RowNumbers) {
  for (const r of chosen) {
    const [firstLength, secondLength] = lengthsOf(input, r)
    yield { score: scoreOf(input, r), firstLength, secondLength }
  }
}

/** 1 when the first system stood left, −1 when right: its effect is half the advantage of the left. */
function sideOf({ rows }: JudgmentColumns, r: number): number {
  return rows.left[r] === 1 ? 0.5 : -0.5
}

const lengthOf: Covariate = (input, r) => relativeLength(...lengthsOf(input, r))

function* judgmentsOf(input: JudgmentColumns, chosen: RowNumbers, covariates: Covariate[]): Generator<PairJudgment> {
  const { first, second } = input.rows
  for (const r of chosen)
    yield {
      ...{ first: first[r] as number, second: second[r] as number, score: scoreOf(input, r) },
      cluster: promptOf(input, r),
      covariates: covariates.map((covariate) => covariate(input, r)),
    }
}

function fitEffects(input: JudgmentColumns, chosen: RowNumbers, covariates: Covariate[]) {
  if (chosen.length === 0) return { effects: [], controlled: [] }
  const prompt = promptOf(input, chosen[0] as number)
  if (chosen.every((r) => promptOf(input, r) === prompt))
    return { effects: covariates.map(() => notDefined(ONE_PROMPT)), controlled: [] }
  const pairRows = countPairRows(judgmentsOf(input, chosen, covariates), input.systems.length)
  const fit = fitPairModel(tiesAsHalf, pairRows)
  const found = mapEstimate(fit, (value) => pairEffects(value, pairRows))
  return {
    effects: covariates.map((_, index): Estimate<BiasEffect> => {
      if (!found.defined) return notDefined(LEFT_OPEN)
      const effect = found.value[index] as PairEffect
      // A judgment tells at most ¼ of the square of what is left of a covariate beside the abilities.
      const spread = 2 / (effect.seModel * Math.sqrt(chosen.length))
      if (!(spread >= LEAST_SPREAD)) return notDefined(LEFT_OPEN)
      return mapEstimate(clusteredEffectP(effect), (p) => ({ ...effect, p }))
    }),
    controlled: fit.defined ? controlledScores(input, chosen, fit.value, pairRows) : [],
  }
}

type JudgedPair = { first: number; second: number; prompts: Map<number, ClusterTotal> }

function controlledScores(
  input: JudgmentColumns,
  chosen: RowNumbers,
  fit: PairFit,
  pairRows: PairRows,
): ControlledScore[] {
  const pairs = new Map<number, JudgedPair>()
  const { systems, rows } = input
  for (const r of chosen) {
    const [first, second] = [rows.first[r] as number, rows.second[r] as number]
    const [score, cluster] = [scoreOf(input, r), promptOf(input, r)]
    const key = first * systems.length + second
    const pair = pairs.get(key) ?? { first, second, prompts: new Map<number, ClusterTotal>() }
    pairs.set(key, pair)
    const { n, total } = pair.prompts.get(cluster) ?? { n: 0, total: 0 }
    pair.prompts.set(cluster, { n: n + 1, total: total + score })
  }
  const covariance = pairCovariance(fit, pairRows, 'cluster')
  return [...pairs.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, { first, second, prompts }]) => {
      const totals = [...prompts.values()]
      const sum = (of: 'n' | 'total') => totals.reduce((all, one) => all + one[of], 0)
      return {
        first: systems[first] as string,
        second: systems[second] as string,
        raw: sum('total') / sum('n'),
        rawInterval: cutTo(valueOrNull(clusteredMean(totals))?.interval ?? null, SHARE),
        controlled: controlledScore(fit, first, second),
        controlledInterval: scoreInterval(fit, covariance, first, second),
      }
    })
}

/** The interval of two abilities' difference, as a score. */
function scoreInterval({ theta, parameters }: PairFit, covariance: Float64Array, one: number, other: number): Interval {
  const at = (i: number, j: number) => covariance[i * parameters.length + j] as number
  const difference = (theta[one] as number) - (theta[other] as number)
  const half = Z95 * Math.sqrt(Math.max(0, at(one, one) + at(other, other) - 2 * at(one, other)))
  const score = (logOdds: number) => 1 / (1 + Math.exp(-logOdds))
  return [score(difference - half), score(difference + half)]
}

/** What each annotator said of an item they judged more than once, planned repeats among them. */
function swapSequences(input: JudgmentColumns): ShownVerdict[][] {
  const { rows, annotators } = input
  const key = (r: number) => (rows.item[r] as number) * annotators.length + (rows.annotator[r] as number)
  const known = chooseRows(input, (r) => rows.left[r] !== -1)
  const keys = Float64Array.from(known, key).sort()
  const sequences = new Map<number, ShownVerdict[]>()
  for (let k = 1; k < keys.length; k++) if (keys[k] === keys[k - 1]) sequences.set(keys[k] as number, [])
  for (const r of known) sequences.get(key(r))?.push({ swapped: rows.left[r] === 0, score: scoreOf(input, r) })
  return [...sequences.values()]
}
