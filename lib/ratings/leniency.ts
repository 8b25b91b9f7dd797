import type { Estimate } from '@/lib/stats/estimate'
import { type DifferenceFromOthers, differenceFromOthers } from '@/lib/stats/rating/difference-from-others'
import type { RatedItem } from '@/lib/stats/ratings'
import type { ResponseRatings } from './rated-responses'
import type { RatingTable } from './rating-table'
import { type Repeats, repeatsOf } from './repeats'

/** How lenient an annotator is, and how far from the others: own scores beside the mean of two others or more. */
export type Leniency = {
  code: string
  group: string
  simulated: boolean
  ratings: number
  /** mean of their scores */
  mean: number | null
  /** own less others': above 0 is lenient, below 0 severe */
  fromOthers: Estimate<DifferenceFromOthers>
  /** the same without its sign: 0 is agreement */
  distance: Estimate<DifferenceFromOthers>
  /** what came again by plan */
  repeats: Repeats
}

/** One entry an annotator who is named. */
export function measureLeniency(table: RatingTable, { items }: ResponseRatings): Leniency[] {
  const scores = table.options.map(({ score }) => score)
  const own: RatedItem[][] = table.annotators.map(() => [])
  for (const item of items) for (const { annotator } of item) own[annotator]?.push(item)
  return table.annotators.flatMap(({ code, group, simulated }, annotator) => {
    if (code === '') return []
    const rated = own[annotator] ?? []
    const given = rated.map((item) => scores[item.find((one) => one.annotator === annotator)?.category ?? 0] as number)
    return [
      {
        ...{ code, group, simulated, ratings: rated.length },
        mean: given.length === 0 ? null : given.reduce((sum, score) => sum + score, 0) / given.length,
        fromOthers: differenceFromOthers(rated, annotator, scores, true),
        distance: differenceFromOthers(rated, annotator, scores),
        repeats: repeatsOf(table.repeated, annotator),
      },
    ]
  })
}
