import { type ClusteredMean, clusteredTestP, meanShare } from '@/lib/stats/clustered-mean'
import { clusteredMeanOfSums } from '@/lib/stats/clustered-sums'
import { valueOrNull } from '@/lib/stats/estimate'
import { type FirstPosition, firstPositionRate } from '@/lib/stats/first-position'
import type { SideStratum } from './strata'

/** How often a group chose the response shown left, or first. Null where nothing was decided. */
export type SideRate = {
  group: string
  left: number
  right: number
  ties: number
  rate: FirstPosition | null
  /** Score of the left side, ties half, with its error clustered by prompt, and its test against ½. */
  score: ClusteredMean | null
  p: number | null
}

/** Side rates in the order of the groups. ½ is no bias: sides are balanced within each item, and about even for each annotator. */
export function assembleSides(sides: readonly SideStratum[], groups: readonly string[]): SideRate[] {
  return groups.flatMap((name) => sides.filter(({ group }) => group === name).map(toSideRate))
}

function toSideRate({ group, left, right, ties, prompts, nn, nt, tt }: SideStratum): SideRate {
  const n = left + right + ties
  const score = valueOrNull(clusteredMeanOfSums({ clusters: prompts, n, total: 2 * left + ties, nn, nt, tt }, 2))
  return {
    ...{ group, left, right, ties },
    rate: valueOrNull(firstPositionRate({ first: left, second: right, ties })),
    score: score && meanShare(score),
    p: score && valueOrNull(clusteredTestP(score)),
  }
}
