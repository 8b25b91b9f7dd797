import type { RatedItem, Rating } from '@/lib/stats/ratings'
import { perStudy } from './per-study'

/**
 * The items of a study, in order of first appearance, with each annotator's first judgment of each. An item is a prompt
 * with an unordered pair of systems.
 */
export const ratedItems = perStudy((study): RatedItem[] => {
  const items = new Map<string, Rating[]>()
  for (const { prompt, low, high, annotator, score } of study.judgments) {
    const key = `${prompt}/${low}/${high}`
    const item = items.get(key) ?? []
    items.set(key, item)
    if (!item.some((rating) => rating.annotator === annotator)) item.push({ annotator, category: 2 - 2 * score })
  }
  return [...items.values()]
})
