import { checkCounts } from '../check-counts'

/**
 * What a conversation tells of the first failure: `time` is the first failing turn, or the last turn rated when none
 * fails (`failed` false: the conversation ended, which is not the same as never failing).
 */
export type FirstFailure = { time: number; failed: boolean }

/**
 * Finds the first failing turn of one conversation with one system. A turn fails when more than half of its ratings are
 * the worst option: an even vote is no failure. Turns without ratings are passed over.
 *
 * @param turns for each turn, in any order, its number from 1 and how often each option was given, worst first
 * @returns null for a conversation without ratings
 * @throws RangeError on counts no experiment can produce
 */
export function firstFailure(turns: Iterable<readonly [turn: number, counts: readonly number[]]>): FirstFailure | null {
  let [first, last] = [Number.POSITIVE_INFINITY, 0]
  for (const [turn, counts] of turns) {
    checkCounts(counts, 'firstFailure')
    if (counts.every((count) => count === 0)) continue
    if (turnFails(counts)) first = Math.min(first, turn)
    last = Math.max(last, turn)
  }
  if (first < Number.POSITIVE_INFINITY) return { time: first, failed: true }
  return last === 0 ? null : { time: last, failed: false }
}

/** Whether more than half of a turn's ratings are the worst option. */
export function turnFails(counts: readonly number[]): boolean {
  return 2 * (counts[0] ?? 0) > counts.reduce((sum, count) => sum + count, 0)
}
