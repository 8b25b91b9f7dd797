import type { RatedItem, Rating } from '@/lib/stats/ratings'
import { perStudy } from './per-study'

/**
 * The items of a study, in order of first appearance, with each annotator's first judgment of each. An item is a prompt
 * with an unordered pair of systems.
 */
export const itemsOfStudy = perStudy((study) => {
  const items = new Map<string, { prompt: number; low: number; high: number; ratings: Rating[] }>()
  for (const { prompt, low, high, annotator, score } of study.judgments) {
    const key = `${prompt}/${low}/${high}`
    const item = items.get(key) ?? { prompt, low, high, ratings: [] }
    items.set(key, item)
    if (!item.ratings.some((rating) => rating.annotator === annotator))
      item.ratings.push({ annotator, category: 2 - 2 * score })
  }
  return [...items.values()]
})

/** What was said of each item. */
export const ratedItems = perStudy((study): RatedItem[] => itemsOfStudy(study).map(({ ratings }) => ratings))
