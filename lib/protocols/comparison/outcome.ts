import type { ScoredOption } from '../protocol'

export type Outcome = 'win' | 'tie' | 'loss'

/** What a score is for arm A: its sign. */
export function outcomeOf(score: number): Outcome {
  if (score === 0) return 'tie'
  return score > 0 ? 'win' : 'loss'
}

/**
 * A canonical code as an annotator sees it, where the left answer is called A: with arm B on the left, the option of
 * opposite score; options with score 0 favour nobody and stay. Its own inverse, as `canonical_answers` and
 * `presented_answers` are in the database.
 */
export function asPresented(code: string, leftIsA: boolean, options: readonly ScoredOption[]): string {
  const score = options.find((option) => option.code === code)?.score ?? 0
  if (leftIsA || score === 0) return code
  return options.find((option) => option.score === -score)?.code ?? code
}
