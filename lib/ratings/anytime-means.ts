import { hedgedBettingSequence } from '@/lib/stats/hedged-betting-sequence'
import type { Interval } from '@/lib/stats/interval'
import type { RatingTable } from './rating-table'

/** A mean that may be looked at whenever one likes, on each prompt's first rating of the system. */
export type AnytimeMean = { system: string; prompts: number; mean: number; interval: Interval }

/**
 * Anytime-valid means of each system, by hedged betting on scores between the lowest and the highest of the scale: each
 * prompt counts by the first rating that came, for what was given then does not change later; a conversation by the mean
 * of its turns in the first annotator's eyes.
 *
 * @see Waudby-Smith & Ramdas (2024) J. R. Stat. Soc. B 86:1–27
 */
export function anytimeMeans(table: RatingTable): AnytimeMean[] {
  const scores = table.options.map(({ score }) => score)
  const [lowest, highest] = [Math.min(...scores), Math.max(...scores)]
  if (!(highest > lowest)) return []
  const arrivals = gatherArrivals(table, scores)
  return table.systems.flatMap((system, number) => {
    const own = [...(arrivals.get(number)?.values() ?? [])].map(({ total, n }) => total / n)
    if (own.length === 0) return []
    const shares = own.map((score) => Math.min(1, Math.max(0, (score - lowest) / (highest - lowest))))
    const [from, to] = hedgedBettingSequence(shares).at(-1) as Interval
    const scaled = (share: number) => lowest + share * (highest - lowest)
    const mean = own.reduce((sum, score) => sum + score, 0) / own.length
    return [{ system, prompts: own.length, mean, interval: [scaled(from), scaled(to)] as Interval }]
  })
}

type Arrival = { who: string; total: number; n: number }

/** By system and prompt, in the order in which they came: whose rating was the first, and what it comes to. */
function gatherArrivals(table: RatingTable, scores: readonly number[]): Map<number, Map<number, Arrival>> {
  const { system, prompt, sample, annotator, option } = table
  const all = new Map<number, Map<number, Arrival>>()
  for (let row = 0; row < system.length; row++) {
    const own = all.get(system[row] as number) ?? new Map<number, Arrival>()
    all.set(system[row] as number, own)
    const who = `${annotator[row]}/${sample[row]}`
    const arrival = own.get(prompt[row] as number) ?? { who, total: 0, n: 0 }
    own.set(prompt[row] as number, arrival)
    if (arrival.who !== who) continue
    arrival.total += scores[option[row] as number] as number
    arrival.n++
  }
  return all
}
