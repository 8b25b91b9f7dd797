import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import type { RatedItem, Rating } from '@/lib/stats/ratings'

/** Each item's first rating by each annotator, and its prompt: the input of everything about agreement. */
export type Rated = { items: RatedItem[]; prompts: number[] }

/** The ratings of a study's items; planned repeats and second orders do not count. */
export function ratedItems({ rows, items }: JudgmentColumns): Rated {
  const rated: Rating[][] = items.map(() => [])
  for (let r = 0; r < rows.item.length; r++) {
    if (rows.repeat[r]) continue
    const ratings = rated[rows.item[r] as number] as Rating[]
    const annotator = rows.annotator[r] as number
    if (!ratings.some((rating) => rating.annotator === annotator))
      ratings.push({ annotator, category: rows.category[r] as number })
  }
  return { items: rated, prompts: items.map(({ prompt }) => prompt) }
}

/** The ratings of the shared set alone; every item keeps its number, the others without a rating. */
export function keepShared({ items }: JudgmentColumns, rated: Rated): Rated {
  return { ...rated, items: rated.items.map((ratings, index) => (items[index]?.shared ? ratings : [])) }
}
