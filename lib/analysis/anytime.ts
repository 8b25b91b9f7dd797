import { firstExclusion } from '@/lib/stats/confidence-sequence'
import { valueOrNull } from '@/lib/stats/estimate'
import { hedgedBettingSequence } from '@/lib/stats/hedged-betting-sequence'
import type { Interval } from '@/lib/stats/interval'

/** A pair of systems as a figure reports it, judged by one group. */
type Reported = { group: string; reference: string; other: string }

/** First judgments of a pair's prompts in the order in which they were given: 1, ½ or 0 for `first`. */
export type Arrivals = { group: string; first: string; second: string; scores: number[] }

/** A score that may be looked at whenever one likes, and after how many prompts even was first excluded. */
export type AnytimeRow = Reported & {
  prompts: number
  score: number
  interval: Interval
  excludedAt: number | null
}

/** Anytime-valid scores of a figure's rows, in their order and seen as they are; of those that have judgments. */
export function anytimeOf(scores: readonly AnytimeRow[], rows: readonly Reported[]): AnytimeRow[] {
  const key = ({ group, reference, other }: Reported) => [group, reference, other].join('\u0000')
  const found = new Map(scores.map((score) => [key(score), score]))
  return rows.flatMap((row) => found.get(key(row)) ?? [])
}

/**
 * Anytime-valid intervals of the score, ties half, on each prompt's first judgment by the group: what was given then
 * does not change later, so the decision to stop may depend on all that was seen. Hedged betting.
 *
 * @see Waudby-Smith & Ramdas (2024) J. R. Stat. Soc. B 86:1–27
 */
export function anytimeRow(
  { group, scores, first }: Arrivals,
  { reference, other }: Pick<Reported, 'reference' | 'other'>,
): AnytimeRow | null {
  if (scores.length === 0) return null
  const seen = first === reference ? scores : scores.map((score) => 1 - score)
  const sequence = hedgedBettingSequence(seen)
  return {
    group,
    reference,
    other,
    prompts: seen.length,
    score: seen.reduce((sum, score) => sum + score, 0) / seen.length,
    interval: sequence.at(-1) as Interval,
    excludedAt: valueOrNull(firstExclusion(sequence)),
  }
}
