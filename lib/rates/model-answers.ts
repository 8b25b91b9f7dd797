import type { Outcomes } from '@/lib/stats/score'

/**
 * What models of a group did on a pair of systems beside their verdicts: slots without one by what they did instead, and
 * of the items that one of them saw in both orders how many, and on how many of these the two verdicts differ. What was
 * asked again in the same order is not among them.
 */
export type ModelAnswers = {
  group: string
  /** The two systems, in the order of their names or ids. */
  first: string
  second: string
  outcomes: Record<string, number>
  pairs: number
  inconsistent: number
}

/** Slots without a verdict. */
export function withoutVerdict({ outcomes }: Pick<ModelAnswers, 'outcomes'>): number {
  return Object.values(outcomes).reduce((sum, n) => sum + n, 0)
}

/** Scores of the reference, ties half, if what has no verdict counted as ties, or as losses; null without any slot. */
export function sensitivity(
  { wins, ties, losses }: Outcomes,
  without: number,
): { ties: number; losses: number } | null {
  const n = wins + ties + losses + without
  if (n === 0) return null
  return { ties: (wins + (ties + without) / 2) / n, losses: (wins + ties / 2) / n }
}

/** The answers of a group on a pair, whichever of the systems is named first. */
export function findAnswers(
  all: readonly ModelAnswers[],
  { group, reference, other }: { group: string; reference: string; other: string },
): ModelAnswers | null {
  const found = all.find(
    (one) =>
      one.group === group &&
      ((one.first === reference && one.second === other) || (one.first === other && one.second === reference)),
  )
  return found ?? null
}
