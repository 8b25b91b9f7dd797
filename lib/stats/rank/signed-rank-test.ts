import { defined, type Estimate, notDefined } from '../estimate'
import { normalCdf } from '../normal'
import { averageRanks } from './average-ranks'

/** From this many differences on there is no exact p-value: the normal one is as good, and this one slow. */
const MOST_EXACT = 500

/**
 * Wilcoxon's test of differences. `positive` is the sum of the ranks of positive differences, `n` how many are not zero.
 * Two-sided p-values: `exact` given the ranks with their ties (1 when nothing differs, null above 500 differences);
 * `normal` from the normal distribution, `corrected` with the continuity correction, `pratt` with zeros ranked before
 * they are dropped: null when nothing differs.
 */
export type SignedRankTest = {
  positive: number
  n: number
  exact: number | null
  normal: number | null
  corrected: number | null
  pratt: number | null
}

/**
 * Wilcoxon's signed-rank test that differences are as often and as far above zero as below: of prompts' mean differences
 * of two systems, say. Zeros are dropped, equal sizes share their mean rank. Unlike the t-test it assumes no mean, but a
 * distribution that is symmetric when the systems are alike; a large sum need not mean a large difference.
 *
 * @param differences one for each prompt, independent of each other
 * @returns not defined without any difference
 * @throws RangeError on a value that is not finite
 * @see Wilcoxon (1945) Biometrics Bull. 1:80–83; Pratt (1959) JASA 54:655–667
 */
export function signedRankTest(differences: readonly number[]): Estimate<SignedRankTest> {
  if (differences.length === 0) return notDefined('No prompt has ratings of both systems.')
  const sizes = Float64Array.from(differences, Math.abs)
  const all = averageRanks(sizes)
  const zero =
    1e-12 *
    Math.max(
      1,
      sizes.reduce((most, size) => Math.max(most, size), 0),
    )
  const kept = differences.map((_, k) => k).filter((k) => (sizes[k] as number) > zero)
  const positive = kept.map((k) => (differences[k] as number) > 0)
  const ranks = averageRanks(kept.map((k) => sizes[k] as number)).ranks
  const pratt = kept.map((k) => all.ranks[k] as number)
  const found = sumWhere(ranks, positive)
  return defined({
    positive: found,
    n: kept.length,
    exact: kept.length > MOST_EXACT ? null : exactP(ranks, found),
    normal: normalP(ranks, found),
    corrected: normalP(ranks, found, 0.5),
    pratt: normalP(pratt, sumWhere(pratt, positive)),
  })
}

function sumWhere(ranks: ArrayLike<number>, chosen: readonly boolean[]): number {
  return chosen.reduce((sum, yes, k) => (yes ? sum + (ranks[k] as number) : sum), 0)
}

/** Each rank is positive with probability ½; the distribution of twice their sum, which is whole, up to the nearer tail. */
function exactP(ranks: Float64Array, found: number): number {
  const doubled = Int32Array.from(ranks, (rank) => Math.round(2 * rank))
  const whole = doubled.reduce((sum, rank) => sum + rank, 0)
  const tail = Math.min(Math.round(2 * found), whole - Math.round(2 * found))
  const chance = new Float64Array(tail + 1)
  chance[0] = 1
  for (const rank of doubled) {
    for (let k = tail; k >= 0; k--)
      chance[k] = ((chance[k] as number) + (k < rank ? 0 : (chance[k - rank] as number))) / 2
  }
  return Math.min(1, 2 * chance.reduce((sum, p) => sum + p, 0))
}

function normalP(ranks: ArrayLike<number>, found: number, continuity = 0): number | null {
  let [mean, variance] = [0, 0]
  for (let k = 0; k < ranks.length; k++) {
    mean += (ranks[k] as number) / 2
    variance += (ranks[k] as number) ** 2 / 4
  }
  if (variance === 0) return null
  return 2 * normalCdf(-Math.max(0, Math.abs(found - mean) - continuity) / Math.sqrt(variance))
}
