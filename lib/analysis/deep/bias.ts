import { type ClusterTotal, clusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, mapEstimate, notDefined, valueOrNull } from '@/lib/stats/estimate'
import { fitPairModel, type PairFit } from '@/lib/stats/fit-pair-model'
import { type Interval, Z95 } from '@/lib/stats/interval'
import { countLengths, longerRate, relativeLength } from '@/lib/stats/length-preference'
import { pairCovariance } from '@/lib/stats/pair-covariance'
import { clusteredEffectP, controlledScore, type PairEffect, pairEffects } from '@/lib/stats/pair-effects'
import { tiesAsHalf } from '@/lib/stats/pair-model'
import { countPairRows, type PairJudgment, type PairRows } from '@/lib/stats/pair-rows'
import type { Share } from '@/lib/stats/shares'
import { countSwaps, type ShownVerdict, type SwapCounts, swapConsistency } from '@/lib/stats/swap-consistency'
import type { DeepInput } from './input'

/** An effect on the log-odds with the p of having none, clustered by prompt like its interval. */
export type BiasEffect = PairEffect & { p: number }

export type Bias = {
  position: Estimate<BiasEffect>
  length: Estimate<BiasEffect>
  /** Share of decided verdicts for the longer response. */
  longer: Estimate<Share>
  /** Of each two systems that met, the score of the first as it is and at equal length and without a side. */
  controlled: ControlledScore[]
  swaps: SwapCounts
  consistency: Estimate<Share>
}

/** Intervals are clustered by prompt: of the mean, and of the model’s log-odds. */
export type ControlledScore = {
  first: string
  second: string
  raw: number
  rawInterval: Interval | null
  controlled: number
  controlledInterval: Interval
}

/**
 * Effects of the side and of length, in the Bradley–Terry model with ties as half, and what the verdicts would be without.
 * Planned repeats tell of consistency alone.
 */
export function measureBias(input: DeepInput): Bias {
  const rows = rowsOf(input)
  const known = rows.filter(({ left, repeat }) => left !== -1 && !repeat)
  const timed = known.filter(({ lengths: [a, b] }) => !Number.isNaN(a) && !Number.isNaN(b))
  const differ = timed.some(({ lengths: [a, b] }) => a !== b)
  const measured = differ ? timed : known
  const covariates = differ
    ? [(row: Row) => sideOf(row), (row: Row) => relativeLength(row.lengths[0], row.lengths[1])]
    : [sideOf]
  const { effects, controlled } = fitEffects(input, measured, covariates)
  const swaps = countSwaps(swapSequences(rows))
  return {
    position: effects[0] ?? notDefined('The side on which responses stood is not known.'),
    length: effects[1] ?? notDefined('The lengths of responses are not known, or all are the same.'),
    longer: longerRate(
      countLengths(
        timed.map(({ score, lengths: [firstLength, secondLength] }) => ({ score, firstLength, secondLength })),
      ),
    ),
    controlled,
    swaps,
    consistency: swapConsistency(swaps),
  }
}

const ONE_PROMPT = 'An interval needs judgments on at least two prompts.'

type Row = PairJudgment & { left: number; lengths: [number, number]; item: number; annotator: number; repeat: boolean }

function rowsOf({ rows, items }: DeepInput): Row[] {
  const kept: Row[] = []
  for (let r = 0; r < rows.item.length; r++) {
    const item = rows.item[r] as number
    kept.push({
      item,
      annotator: rows.annotator[r] as number,
      first: rows.first[r] as number,
      second: rows.second[r] as number,
      score: 1 - (rows.category[r] as number) / 2,
      cluster: items[item]?.prompt as number,
      left: rows.left[r] as number,
      repeat: rows.repeat[r] === 1,
      lengths: [rows.firstLength[r] as number, rows.secondLength[r] as number],
    })
  }
  return kept
}

/** 1 when the first system stood left, −1 when right: its effect is half the advantage of the left. */
function sideOf({ left }: Row): number {
  return left === 1 ? 0.5 : -0.5
}

function fitEffects(input: DeepInput, rows: readonly Row[], covariates: ((row: Row) => number)[]) {
  if (rows.length === 0) return { effects: [], controlled: [] }
  if (new Set(rows.map(({ cluster }) => cluster)).size < 2)
    return { effects: covariates.map(() => notDefined(ONE_PROMPT)), controlled: [] }
  const judgments = rows.map((row) => ({ ...row, covariates: covariates.map((covariate) => covariate(row)) }))
  const pairRows = countPairRows(judgments, input.systems.length)
  const fit = fitPairModel(tiesAsHalf, pairRows)
  const found = mapEstimate(fit, (value) => pairEffects(value, pairRows))
  return {
    effects: covariates.map((_, index): Estimate<BiasEffect> => {
      if (!found.defined) return found
      const effect = found.value[index] as PairEffect
      return mapEstimate(clusteredEffectP(effect), (p) => ({ ...effect, p }))
    }),
    controlled: fit.defined ? controlledScores(input, rows, fit.value, pairRows) : [],
  }
}

type JudgedPair = { first: number; second: number; prompts: Map<number, ClusterTotal> }

function controlledScores(
  { systems }: DeepInput,
  rows: readonly Row[],
  fit: PairFit,
  pairRows: PairRows,
): ControlledScore[] {
  const pairs = new Map<number, JudgedPair>()
  for (const { first, second, score, cluster } of rows) {
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
        rawInterval: clip(valueOrNull(clusteredMean(totals))?.interval ?? null),
        controlled: controlledScore(fit, first, second),
        controlledInterval: scoreInterval(fit, covariance, first, second),
      }
    })
}

function clip(interval: Interval | null): Interval | null {
  return interval && [Math.max(0, interval[0]), Math.min(1, interval[1])]
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
function swapSequences(rows: readonly Row[]): ShownVerdict[][] {
  const sequences = new Map<string, ShownVerdict[]>()
  for (const { item, annotator, left, score } of rows) {
    if (left === -1) continue
    const key = `${item}/${annotator}`
    const sequence = sequences.get(key) ?? []
    sequences.set(key, sequence)
    sequence.push({ swapped: left === 0, score })
  }
  return [...sequences.values()]
}
