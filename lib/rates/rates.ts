import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import { type ClusteredMean, clusteredTestP, meanShare } from '@/lib/stats/clustered-mean'
import { type ClusterSums, clusteredMeanOfSums } from '@/lib/stats/clustered-sums'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import type { OutcomeShares, Share } from '@/lib/stats/shares'
import { shareOf } from '@/lib/stats/shares'
import { signTest } from '@/lib/stats/sign-test'
import { wilsonInterval } from '@/lib/stats/wilson'
import type { Stratum } from './strata'

/** How a figure's intervals were made: `wilson` where each row has one verdict a prompt, else clustered by prompt. */
export type IntervalMethod = 'wilson' | 'clustered'

/** Two-sided p-values against even, alone and adjusted for the family of the row. */
type RateTest = { name: 'sign' | 'clustered'; p: number; holm: number }

/** What became of one pair of systems, judged by one group, seen from the reference: the focal system, or arm A. */
export type RateRow = {
  group: string
  reference: string
  other: string
  n: number
  prompts: number
  wins: number
  ties: number
  losses: number
  /** How many of the n a simulation made. */
  simulated: number
  /** (wins + ties / 2) / n, with its interval clustered by prompt, cut to [0, 1]. */
  score: ClusteredMean | null
  /** wins / (wins + losses) */
  decided: Share | null
  /** Sign test on the prompts' majorities: the same as on the verdicts where each prompt has one. */
  sign: { wins: number; losses: number; p: number }
  /** The test that says whether the pair can be told from even. */
  test: RateTest
} & OutcomeShares

const LEVEL = 0.05

/** Whether the pair can be told from even at 5 %, after Holm over its family. */
export function isTold({ n, test }: Pick<RateRow, 'n' | 'test'>): boolean {
  return n > 0 && test.holm < LEVEL
}

/** `wilson` when no prompt has two verdicts in any of the strata: then they may pass for independent. */
export function methodFor(strata: readonly Stratum[]): IntervalMethod {
  return strata.every(({ wins, ties, losses, prompts }) => wins + ties + losses === prompts) ? 'wilson' : 'clustered'
}

/**
 * Shares, score and test of each stratum. The strata are one family: Holm's adjustment is over those with judgments.
 *
 * Intervals: Wilson's, or share ± t(G − 1) · se clustered by prompt, cut to [0, 1]; where all prompts agree, no spread
 * was seen, and it is Wilson's with one trial a prompt. Test: exact sign test, or the clustered t-test of the score
 * against ½ (the sign test on prompt majorities where that is not defined).
 */
export function toRates(strata: readonly Stratum[], method: IntervalMethod): RateRow[] {
  const known = new Map<string, Derived>()
  const rows = strata.map((stratum) => toRate(stratum, method, known))
  const judged = rows.filter(({ n }) => n > 0)
  const adjusted = holmAdjusted(judged.map(({ test }) => test.p))
  judged.forEach((row, index) => {
    row.test = { ...row.test, holm: adjusted[index] as number }
  })
  return rows
}

/** What follows from a stratum's counts alone. */
type Derived = OutcomeShares & Pick<RateRow, 'score' | 'decided' | 'sign' | 'test'>

/** @param known by counts: of many small cells most are alike */
function toRate(stratum: Stratum, method: IntervalMethod, known: Map<string, Derived>): RateRow {
  const { group, first, second, wins, ties, losses, simulated, prompts } = stratum
  const n = wins + ties + losses
  const key = COUNTS.map((name) => stratum[name]).join()
  const derived = known.get(key) ?? derive(stratum, n, method)
  known.set(key, derived)
  return { group, reference: first, other: second, n, prompts, wins, ties, losses, simulated, ...derived }
}

const COUNTS = [
  ...(['wins', 'ties', 'losses', 'prompts', 'decided', 'promptWins', 'promptLosses'] as const),
  ...(['nn', 'nw', 'nl', 'ww', 'wl', 'll'] as const),
]

function derive(stratum: Stratum, n: number, method: IntervalMethod): Derived {
  const { wins, ties, losses, promptWins, promptLosses } = stratum
  const sign = signTest(promptWins, promptLosses).exact
  const score = n === 0 ? null : valueOrNull(scoreOf(stratum))
  const share = (count: number, sums: ClusterSums) => clusteredShare(count, sums, method)
  return {
    win: share(wins, sumsFor(stratum, 1, 0, 0)),
    tie: share(ties, sumsFor(stratum, -1, -1, 1)),
    loss: share(losses, sumsFor(stratum, 0, 1, 0)),
    winOrTie: share(wins + ties, sumsFor(stratum, 0, -1, 1)),
    decided: clusteredShare(wins, decidedSums(stratum), method),
    score,
    sign: { wins: promptWins, losses: promptLosses, p: sign },
    test: primaryTest(score, sign, method),
  }
}

function primaryTest(score: ClusteredMean | null, sign: number, method: IntervalMethod): RateTest {
  const p = method === 'clustered' && score ? valueOrNull(clusteredTestP(score)) : null
  return p === null ? { name: 'sign', p: sign, holm: sign } : { name: 'clustered', p, holm: p }
}

function clusteredShare(count: number, sums: ClusterSums, method: IntervalMethod): Share | null {
  if (sums.n === 0) return null
  if (method === 'wilson') return shareOf(count, sums.n)
  const mean = clusteredMeanOfSums(sums)
  const share = count / sums.n
  if (mean.defined && mean.value.interval) {
    const [lower, upper] = mean.value.interval
    return { count, share, interval: [Math.max(0, lower), Math.min(1, upper)] }
  }
  // One prompt, or all prompts alike: as many trials as there are prompts, to the nearest whole number of successes.
  return { count, share, interval: wilsonInterval(Math.round(share * sums.clusters), sums.clusters) }
}

/** Score with ties as half: totals are of half points. */
function scoreOf(stratum: Stratum): Estimate<ClusteredMean> {
  return mapEstimate(clusteredMeanOfSums(sumsFor(stratum, 1, -1, 1), 2), meanShare)
}

/** Sums over prompts of the total w·wins + l·losses + n·verdicts. */
function sumsFor(stratum: Stratum, w: number, l: number, n: number): ClusterSums {
  const { wins, ties, losses, prompts, nn, nw, nl, ww, wl, ll } = stratum
  const size = wins + ties + losses
  return {
    clusters: prompts,
    n: size,
    total: w * wins + l * losses + n * size,
    nn,
    nt: n * nn + w * nw + l * nl,
    tt: n * n * nn + w * w * ww + l * l * ll + 2 * (n * w * nw + n * l * nl + w * l * wl),
  }
}

/** Wins among decided verdicts. */
function decidedSums({ wins, losses, decided, ww, wl, ll }: Stratum): ClusterSums {
  return { clusters: decided, n: wins + losses, total: wins, nn: ww + 2 * wl + ll, nt: ww + wl, tt: ww }
}
