import { type MeanByCluster, meanByCluster } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import { tQuantile } from '../student-t'
import { type OptionCounts, poolOptions, totalScores } from './option-counts'

/**
 * Mean score of a system's ratings. `interval` takes prompts for independent and is the one to report; `independent` is
 * Student's over ratings, as ablations in papers print it. Null where too little was seen: below two prompts (ratings),
 * or no spread.
 */
export type MeanScore = MeanByCluster & { independent: Interval | null }

/**
 * Mean of the scores of all ratings of one system, each counting once. Intervals are not cut to the range of the scores.
 * A mean takes the steps between options for as far apart as their scores: look at the shares, too.
 *
 * @param prompts counts of the system's ratings, a row per prompt
 * @param scores of the options, worst first
 * @param times how many prompts each row stands for; one otherwise
 * @returns not defined without ratings
 * @see Liang & Zeger (1986) Biometrika 73:13–22, for the interval by prompt
 */
export function meanScore(
  prompts: OptionCounts,
  scores: readonly number[],
  times?: readonly number[],
): Estimate<MeanScore> {
  const mean = meanByCluster(totalScores(prompts, scores, times))
  if (!mean.defined) return notDefined('There is no rating.')
  return defined({ ...mean.value, independent: studentInterval(poolOptions(prompts, times), scores, mean.value.mean) })
}

/** Mean ∓ t(0.975, n − 1) · sd/√n of values that are counted; null for fewer than two, or when all are equal. */
function studentInterval(counts: readonly number[], scores: readonly number[], mean: number): Interval | null {
  const n = counts.reduce((sum, count) => sum + count, 0)
  const used = new Set(scores.filter((_, k) => (counts[k] as number) > 0))
  if (n < 2 || used.size < 2) return null
  const squares = counts.reduce((sum, count, k) => sum + count * ((scores[k] as number) - mean) ** 2, 0)
  const half = tQuantile(0.975, n - 1) * Math.sqrt(squares / (n - 1) / n)
  return [mean - half, mean + half]
}
