import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import { identityWeights, linearWeights, tieDiscounted } from '@/lib/stats/agreement-weights'
import { clusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, mapEstimate } from '@/lib/stats/estimate'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import { kappaOfPair, labelPairs, sameShare } from '@/lib/stats/label-pairs'
import type { Rated } from './rated-items'

/** How far two annotators give the same verdict, on the items that both judged. */
export type AnnotatorPair = {
  one: string
  other: string
  items: number
  tieDiscounted: number
  /** Of `tieDiscounted`, clustered by prompt. */
  interval: Interval | null
  exact: number
  kappa: Estimate<{ kappa: number; se: number }>
  linearKappa: Estimate<{ kappa: number; se: number }>
}

/** Every two annotators who share an item, in the order of their codes. */
export function measureAnnotatorPairs({ annotators }: JudgmentColumns, { items, prompts }: Rated): AnnotatorPair[] {
  return labelPairs(items, prompts, 3, tieDiscounted).map((pair) => {
    const agreeing = pair.clusters.reduce((sum, { total }) => sum + total, 0)
    const mean = clusteredMean(pair.clusters)
    const kappa = (weights: number[][]): AnnotatorPair['kappa'] =>
      mapEstimate(kappaOfPair(pair, weights), (found) => ({ kappa: found.kappa, se: found.se }))
    return {
      one: annotators[pair.one]?.code as string,
      other: annotators[pair.other]?.code as string,
      items: pair.items,
      tieDiscounted: agreeing / pair.items,
      interval: mean.defined ? cutTo(mean.value.interval, SHARE) : null,
      exact: sameShare(pair),
      kappa: kappa(identityWeights(3)),
      linearKappa: kappa(linearWeights(3)),
    }
  })
}
