/**
 * One annotator's verdict on one item, for agreement and annotator models. Categories are numbered 0 … q − 1 in their
 * order; of a comparison: 0 = the pair's first system better, 1 = tie, 2 = its second better, whatever the side shown.
 * There are q = 3 categories even when one never occurs. An annotator has at most one rating per item: corrections and
 * designed repeats are settled before.
 */
export type Rating = { annotator: number; category: number }

/** Who said what about one item. */
export type RatedItem = readonly Rating[]

/** The category that says "no difference". */
export const TIE_CATEGORY = 1

/** How often each category was given, per item: all that the coefficients without annotators' names need. */
export function countCategories(items: readonly RatedItem[], categories = 3): number[][] {
  return items.map((ratings) => {
    const counts = new Array<number>(categories).fill(0)
    for (const { category } of ratings) {
      if (!Number.isInteger(category) || category < 0 || category >= categories)
        throw new RangeError(`A category lies in 0 … ${categories - 1}, got ${category}`)
      counts[category] = (counts[category] as number) + 1
    }
    return counts
  })
}

/** Keeps the ratings of some annotators, and the items that still have any. */
export function keepAnnotators(items: readonly RatedItem[], keep: (annotator: number) => boolean): RatedItem[] {
  return items.map((item) => item.filter(({ annotator }) => keep(annotator))).filter((item) => item.length > 0)
}
