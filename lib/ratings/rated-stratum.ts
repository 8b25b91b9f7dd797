import type { IntervalMethod } from '@/lib/rates/rates'
import type { Slice } from '@/lib/rates/strata'
import { valueOrNull } from '@/lib/stats/estimate'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import { type MeanScore, meanScore } from '@/lib/stats/rating/mean-score'
import { optionShares } from '@/lib/stats/rating/option-shares'
import type { Share } from '@/lib/stats/shares'
import { wilsonInterval } from '@/lib/stats/wilson'

/** Ratings of one system by one group, counted: of prompts that got the same ratings, which and how many there are. */
export type RatedStratum = {
  group: string
  system: string
  slice: Slice
  simulated: number
  alike: Map<string, { counts: readonly number[]; times: number }>
}

/** What was said of one system by one group: shares of the options, the worst first, and the mean score. */
export type RatedRow = {
  group: string
  system: string
  n: number
  prompts: number
  /** How many of the n a simulation made. */
  simulated: number
  /** With the interval that the method gives; null without ratings, as the mean. */
  shares: Share[] | null
  /** Its interval is clustered by prompt, and not cut to the range of the scores. */
  mean: MeanScore | null
}

/** A stratum without ratings. */
export function emptyRated(group: string, system: string, slice: Slice): RatedStratum {
  return { group, system, slice, simulated: 0, alike: new Map() }
}

/** Adds prompts alike: each with these counts of the options. */
export function addRated(stratum: RatedStratum, counts: readonly number[], times = 1): void {
  const key = counts.join()
  const known = stratum.alike.get(key)
  if (known) known.times += times
  else stratum.alike.set(key, { counts, times })
}

/** How many ratings there are, on how many prompts. */
function sizeOf({ alike }: RatedStratum): { n: number; prompts: number } {
  let [n, prompts] = [0, 0]
  for (const { counts, times } of alike.values()) {
    n += times * counts.reduce((sum, count) => sum + count, 0)
    prompts += times
  }
  return { n, prompts }
}

/** `wilson` when no prompt has two ratings in any of the strata: then they may pass for independent. */
export function ratedMethod(strata: readonly RatedStratum[]): IntervalMethod {
  const isSingle = (stratum: RatedStratum) => {
    const { n, prompts } = sizeOf(stratum)
    return n === prompts
  }
  return strata.every(isSingle) ? 'wilson' : 'clustered'
}

/**
 * Shares and mean of a stratum; the same to the last digit in whatever order its prompts came. Intervals of shares:
 * Wilson's, or clustered by prompt and cut to [0, 1]; where all prompts agree, no spread was seen, and it is Wilson's with
 * one trial a prompt.
 *
 * @param scores of the options, the worst first
 */
export function toRatedRow(stratum: RatedStratum, scores: readonly number[], method: IntervalMethod): RatedRow {
  const { group, system, simulated } = stratum
  const { n, prompts } = sizeOf(stratum)
  const rows = [...stratum.alike].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row)
  const [counts, times] = [rows.map((row) => row.counts), rows.map((row) => row.times)]
  const shares = valueOrNull(optionShares(counts, times))
  return {
    ...{ group, system, n, prompts, simulated },
    shares:
      shares?.map(({ count, share, interval, clustered }) => ({
        ...{ count, share },
        interval: method === 'wilson' ? interval : (cutTo(clustered, SHARE) ?? oneTrialEach(share, prompts)),
      })) ?? null,
    mean: valueOrNull(meanScore(counts, scores, times)),
  }
}

/** To the nearest whole number of prompts. */
function oneTrialEach(share: number, prompts: number): Interval {
  return wilsonInterval(Math.round(share * prompts), prompts)
}
