import type { ResponseRatings } from '@/lib/ratings/rated-responses'
import type { RatingTable } from '@/lib/ratings/rating-table'
import type { SystemTotals } from '@/lib/stats/parity/system-agreement'
import type { RatedItem } from '@/lib/stats/ratings'
import type { Judge } from './judge-table'
import { addTo, emptyTotals, orderOf, type SameOrder } from './same-order'

type Responses = Omit<ResponseRatings, 'items'> & {
  /** People's ratings of each response. */
  people: readonly RatedItem[]
}

/**
 * Whether a model puts the systems in the order in which people put them, by mean scores of the responses that both rated:
 * its rating of each counts once, and so does every person's.
 */
export function measureRatedOrder(
  { seed, systems, options }: RatingTable,
  { people, prompts, systems: systemOf }: Responses,
  judge: Pick<Judge, 'code' | 'verdicts'>,
): SameOrder {
  const byPrompt = new Map<number, SystemTotals[]>()
  let items = 0
  people.forEach((persons, item) => {
    const [rating] = judge.verdicts.get(item) ?? []
    if (rating === undefined || persons.length === 0) return
    items++
    const prompt = prompts[item] as number
    const totals = byPrompt.get(prompt) ?? systems.map(emptyTotals)
    byPrompt.set(prompt, totals)
    const own = totals[systemOf[item] as number] as SystemTotals
    const score = (option: number) => options[option]?.score ?? 0
    addTo(own.judge, score(rating))
    for (const { category } of persons) addTo(own.human, score(category))
  })
  return orderOf(byPrompt, { seed, systems, code: judge.code, items })
}
