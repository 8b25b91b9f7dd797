import { meanByCluster } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import { type Share, shareOf } from '../shares'
import { indicator, type OptionCounts, poolOptions, totalScores } from './option-counts'

/**
 * Share of ratings that chose an option: `interval` is Wilson's, which takes ratings for independent; `clustered` takes
 * prompts for independent, is not cut to [0, 1], and null below two prompts or without any spread over them.
 */
export type OptionShare = Share & { clustered: Interval | null }

/**
 * Shares of all options of one system, worst first. With one rating a prompt the two intervals answer the same question
 * and Wilson's is the better; with more, show the clustered one. Each interval stands for itself, not for all at once.
 *
 * @param prompts counts of the system's ratings, a row per prompt
 * @param times how many prompts each row stands for; one otherwise
 * @returns not defined without ratings
 * @see Zhou et al. (2023) LIMA, arXiv 2305.11206, figure 3, which prints such shares without intervals
 */
export function optionShares(prompts: OptionCounts, times?: readonly number[]): Estimate<OptionShare[]> {
  const pooled = poolOptions(prompts, times)
  const n = pooled.reduce((sum, count) => sum + count, 0)
  if (n === 0) return notDefined('There is no rating.')
  return defined(
    pooled.map((count, option) => {
      const mean = meanByCluster(totalScores(prompts, indicator(option, pooled.length), times))
      return { ...(shareOf(count, n) as Share), clustered: mean.defined ? mean.value.interval : null }
    }),
  )
}
