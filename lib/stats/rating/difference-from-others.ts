import { meanOfValues } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import type { RatedItem } from '../ratings'

/** How far an annotator's scores lie from the others': mean absolute difference, its t-interval by item, and the items. */
export type DifferenceFromOthers = { mean: number; interval: Interval | null; items: number }

/**
 * Mean absolute difference of an annotator's score and the mean score of all others, on items with at least two others:
 * nobody is compared with a mean that contains him. 0 is agreement. Where the sign matters (a lenient or a strict
 * annotator), give `signed`: own less others', averaged.
 *
 * @param scores of the options, worst first
 * @returns not defined when the annotator shares no item with two others
 */
export function differenceFromOthers(
  items: readonly RatedItem[],
  annotator: number,
  scores: readonly number[],
  signed = false,
): Estimate<DifferenceFromOthers> {
  const differences: number[] = []
  for (const item of items) {
    let own: number | undefined
    let total = 0
    for (const { annotator: who, category } of item) {
      if (who === annotator) own = scores[category]
      else total += scores[category] as number
    }
    const others = item.length - 1
    if (own === undefined || others < 2) continue
    const difference = own - total / others
    differences.push(signed ? difference : Math.abs(difference))
  }
  const mean = meanOfValues(differences)
  if (!mean.defined) return notDefined('No item was judged by this annotator and two others.')
  return defined({ mean: mean.value.mean, interval: mean.value.interval, items: mean.value.n })
}
