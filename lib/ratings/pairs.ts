import { holmAdjusted } from '@/lib/stats/adjust-p-values'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import { cutTo, SHARE } from '@/lib/stats/interval'
import { type SignedRankTest, signedRankTest } from '@/lib/stats/rank/signed-rank-test'
import { type MajorityTable, majorityTable } from '@/lib/stats/rating/majority-table'
import {
  type PairedMean,
  pairedDifferences,
  pairedMean,
  pairedShareDifferences,
} from '@/lib/stats/rating/paired-difference'
import { pairedSuperiority } from '@/lib/stats/rating/superiority'
import type { SystemCounts } from './count-table'
import type { RatingTable } from './rating-table'

/**
 * Two systems, prompt by prompt: the first's mean score less the second's, the difference of each option's share, how
 * probably the first is rated higher, and the tests. `holm` are p-values adjusted over all pairs of the study.
 */
export type RatedPair = {
  systems: [string, string]
  difference: Estimate<PairedMean>
  shares: Estimate<PairedMean[]>
  superiority: Estimate<PairedMean>
  ranks: Estimate<SignedRankTest>
  /** of questions with two options only */
  majorities: MajorityTable | null
  holm: { difference: number | null; ranks: number | null }
}

/** Every two systems, in their order. */
export function ratePairs(table: RatingTable, counts: SystemCounts): RatedPair[] {
  const scores = table.options.map(({ score }) => score)
  const pairs = table.systems.flatMap((_, one) =>
    table.systems.slice(one + 1).map((__, k) => [one, one + 1 + k] as const),
  )
  const found = pairs.map(([first, second]) => {
    const [one, other] = [counts[first] ?? [], counts[second] ?? []]
    const differences = pairedDifferences(one, other, scores)
    return {
      systems: [table.systems[first], table.systems[second]] as [string, string],
      difference: pairedMean(differences),
      shares: pairedShareDifferences(one, other),
      superiority: mapEstimate(pairedSuperiority(one, other), (mean) => ({
        ...mean,
        interval: cutTo(mean.interval, SHARE),
      })),
      ranks: signedRankTest(differences),
      majorities: scores.length === 2 ? majorityTable(one, other) : null,
    }
  })
  const byMean = holmAdjusted(found.map(({ difference }) => valueOrNull(difference)?.p ?? null))
  const byRanks = holmAdjusted(
    found.map(({ ranks }) => valueOrNull(mapEstimate(ranks, ({ exact, normal }) => exact ?? normal))),
  )
  return found.map((pair, k) => ({
    ...pair,
    holm: { difference: byMean[k] as number | null, ranks: byRanks[k] as number | null },
  }))
}
