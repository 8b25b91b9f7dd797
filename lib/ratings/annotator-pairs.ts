import { exactMatch, identityWeights, linearWeights, quadraticWeights } from '@/lib/stats/agreement-weights'
import { clusteredMean } from '@/lib/stats/clustered-mean'
import { type Estimate, mapEstimate } from '@/lib/stats/estimate'
import { cutTo, type Interval, SHARE } from '@/lib/stats/interval'
import { kappaOfPair, labelPairs, sameShare } from '@/lib/stats/label-pairs'
import type { ResponseRatings } from './rated-responses'
import type { RatingTable } from './rating-table'

/** How far two annotators give the same option, on the responses (or turns) that both rated. */
export type AnnotatorPair = {
  one: string
  other: string
  items: number
  exact: number
  /** Of `exact`, clustered by prompt. */
  interval: Interval | null
} & Record<'kappa' | 'linearKappa' | 'quadraticKappa', Estimate<{ kappa: number; se: number }>>

/** Every two annotators who share a response, in the order of their codes. */
export function measureAnnotatorPairs(
  { annotators, options }: RatingTable,
  { items, prompts }: ResponseRatings,
): AnnotatorPair[] {
  const q = options.length
  // On a scale of one option there is nothing to weigh.
  const weights = { kappa: identityWeights(q), linearKappa: linearWeights(q), quadraticKappa: quadraticWeights(q) }
  return labelPairs(items, prompts, q, exactMatch).map((pair) => {
    const mean = clusteredMean(pair.clusters)
    const kappa = (name: keyof typeof weights) =>
      mapEstimate(kappaOfPair(pair, q < 2 ? weights.kappa : weights[name]), (found) => ({
        kappa: found.kappa,
        se: found.se,
      }))
    return {
      one: annotators[pair.one]?.code as string,
      other: annotators[pair.other]?.code as string,
      items: pair.items,
      exact: sameShare(pair),
      interval: mean.defined ? cutTo(mean.value.interval, SHARE) : null,
      ...{ kappa: kappa('kappa'), linearKappa: kappa('linearKappa'), quadraticKappa: kappa('quadraticKappa') },
    }
  })
}
