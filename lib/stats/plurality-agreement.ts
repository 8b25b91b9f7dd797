import { exactMatch, tieDiscounted } from './agreement-weights'
import { meanOfValues } from './clustered-mean'
import { defined, type Estimate, notDefined } from './estimate'
import type { Interval } from './interval'
import { type RatedItem, TIE_CATEGORY } from './ratings'

/**
 * Agreement of one annotator with what most of the others said, and the items it rests on. The interval is of the
 * tie-discounted one, by item; null for one item, or where all agree alike. `table[plurality][annotator]` counts the
 * items by category; `unique` are those on which one category was the most frequent alone, and exact agreement there.
 */
export type PluralityAgreement = {
  tieDiscounted: number
  exact: number
  items: number
  interval: Interval | null
  table: number[][]
  unique: { exact: number; items: number } | null
}

/** The most frequent category; the tie category where two are equally frequent, or nobody said anything. */
export function pluralityOf(ratings: RatedItem, categories = 3): number {
  return uniquePluralityOf(ratings, categories) ?? TIE_CATEGORY
}

/** The most frequent category; null where two are equally frequent, or nobody said anything. */
function uniquePluralityOf(ratings: RatedItem, categories = 3): number | null {
  const counts = new Array<number>(categories).fill(0)
  for (const { category } of ratings) counts[category] = (counts[category] ?? 0) + 1
  const most = Math.max(...counts)
  const winners = counts.flatMap((count, category) => (count === most ? [category] : []))
  return winners.length === 1 ? (winners[0] as number) : null
}

/**
 * Agreement of an annotator with the plurality of all others, leave-one-out, on items with at least two others: nobody
 * is compared with a consensus that contains him.
 *
 * @returns not defined when the annotator shares no item with two others
 */
export function agreementWithPlurality(items: readonly RatedItem[], annotator: number): Estimate<PluralityAgreement> {
  const agreed: number[] = []
  const table = [0, 1, 2].map(() => [0, 0, 0])
  const unique = { exact: 0, items: 0 }
  for (const item of items) {
    const own = item.find((rating) => rating.annotator === annotator)
    const others = item.filter((rating) => rating.annotator !== annotator)
    if (!own || others.length < 2) continue
    const alone = uniquePluralityOf(others)
    const consensus = alone ?? TIE_CATEGORY
    const row = table[consensus] as number[]
    row[own.category] = (row[own.category] as number) + 1
    agreed.push(tieDiscounted(own.category, consensus))
    if (alone === null) continue
    unique.items++
    unique.exact += exactMatch(own.category, alone)
  }
  const shared = agreed.length
  const mean = meanOfValues(agreed)
  if (!mean.defined) return notDefined('No item was judged by this annotator and two others.')
  return defined({
    tieDiscounted: mean.value.mean,
    exact: table.reduce((sum, row, category) => sum + (row[category] as number), 0) / shared,
    items: shared,
    interval: mean.value.interval,
    table,
    unique: unique.items === 0 ? null : { exact: unique.exact / unique.items, items: unique.items },
  })
}
