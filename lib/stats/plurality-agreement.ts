import { exactMatch, tieDiscounted } from './agreement-weights'
import { clusteredMean } from './clustered-mean'
import { defined, type Estimate, notDefined } from './estimate'
import type { Interval } from './interval'
import { type RatedItem, TIE_CATEGORY } from './ratings'

/**
 * Agreement of one annotator with what most of the others said, and the items it rests on. The interval is of the
 * tie-discounted one, by item; null for one item, or where all agree alike.
 */
export type PluralityAgreement = { tieDiscounted: number; exact: number; items: number; interval: Interval | null }

/** The most frequent category; the tie category where two are equally frequent, or nobody said anything. */
export function pluralityOf(ratings: RatedItem, categories = 3): number {
  const counts = new Array<number>(categories).fill(0)
  for (const { category } of ratings) counts[category] = (counts[category] ?? 0) + 1
  const most = Math.max(...counts)
  const winners = counts.flatMap((count, category) => (count === most ? [category] : []))
  return winners.length === 1 ? (winners[0] as number) : TIE_CATEGORY
}

/**
 * Agreement of an annotator with the plurality of all others, leave-one-out, on items with at least two others: nobody
 * is compared with a consensus that contains him.
 *
 * @returns not defined when the annotator shares no item with two others
 */
export function agreementWithPlurality(items: readonly RatedItem[], annotator: number): Estimate<PluralityAgreement> {
  const agreed: number[] = []
  let exact = 0
  for (const item of items) {
    const own = item.find((rating) => rating.annotator === annotator)
    const others = item.filter((rating) => rating.annotator !== annotator)
    if (!own || others.length < 2) continue
    const consensus = pluralityOf(others)
    exact += exactMatch(own.category, consensus)
    agreed.push(tieDiscounted(own.category, consensus))
  }
  const shared = agreed.length
  if (shared === 0) return notDefined('No item was judged by this annotator and two others.')
  const mean = clusteredMean(agreed.map((total) => ({ n: 1, total })))
  return defined({
    tieDiscounted: agreed.reduce((sum, one) => sum + one, 0) / shared,
    exact: exact / shared,
    items: shared,
    interval: mean.defined ? mean.value.interval : null,
  })
}
