import type { RatedItem, Rating } from '@/lib/stats/ratings'
import type { RatingTable } from './rating-table'

/** Each response (or turn of it) with the first rating of each annotator who is named, the prompt it is to, and whose it is. */
export type ResponseRatings = { items: RatedItem[]; prompts: number[]; systems: number[] }

/** Responses in order of first appearance. */
export function ratedResponses(table: RatingTable): ResponseRatings {
  const { system, prompt, sample, turn, annotator, option, annotators } = table
  const items = new Map<string, { prompt: number; system: number; ratings: Rating[] }>()
  for (let row = 0; row < system.length; row++) {
    const who = annotator[row] as number
    // Whoever is not named may be anybody.
    if (annotators[who]?.code === '') continue
    const key = `${prompt[row]}/${system[row]}/${sample[row]}/${turn[row]}`
    const item = items.get(key) ?? { prompt: prompt[row] as number, system: system[row] as number, ratings: [] }
    items.set(key, item)
    if (!item.ratings.some((rating) => rating.annotator === who))
      item.ratings.push({ annotator: who, category: option[row] as number })
  }
  const all = [...items.values()]
  return {
    items: all.map(({ ratings }) => ratings),
    prompts: all.map((item) => item.prompt),
    systems: all.map((item) => item.system),
  }
}
