import type { Estimate } from './estimate'
import type { RatedItem } from './ratings'
import { type Below, type BootstrapSummary, drawMultiplicities, summariseReplicates } from './resampling'

/**
 * Bootstrap interval of any agreement coefficient: clusters of items are drawn with replacement and the coefficient taken
 * anew. Items of one prompt belong to one cluster. Percentile interval; annotators stay who they are.
 *
 * @param clusters the items of each prompt, or one item each
 * @param coefficient of a list of items, such as (items) => krippendorffAlpha(countCategories(items))
 * @param below seeded source of randomness
 * @returns not defined where the coefficient is not, in nearly all resamples
 * @see Zapf et al. (2016) BMC Med. Res. Methodol. 16:93, on such intervals for alpha and Fleiss' kappa
 */
export function bootstrapItems(
  clusters: readonly (readonly RatedItem[])[],
  coefficient: (items: RatedItem[]) => Estimate<number>,
  below: Below,
  replicates = 1000,
): Estimate<BootstrapSummary> {
  const values = Array.from({ length: replicates }, () => {
    const items: RatedItem[] = []
    drawMultiplicities(clusters.length, below).forEach((times, k) => {
      for (let time = 0; time < times; time++) items.push(...(clusters[k] ?? []))
    })
    const found = coefficient(items)
    return found.defined ? found.value : null
  })
  return summariseReplicates(values)
}
