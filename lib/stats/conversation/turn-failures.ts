/**
 * What a conversation tells of the first failure: `time` is the first failing turn, or the last turn rated when none
 * fails (`failed` false: the conversation ended, which is not the same as never failing).
 */
export type FirstFailure = { time: number; failed: boolean }

/**
 * Finds the first failing turn of one conversation with one system. A turn fails when more than half of its ratings are
 * the worst option: an even vote is no failure. Turns without ratings are passed over.
 *
 * @param turns counts of each option, worst first, for turn 1, 2, 3 …
 * @returns null for a conversation without ratings
 */
export function firstFailure(turns: readonly (readonly number[])[]): FirstFailure | null {
  let last = 0
  for (const [index, counts] of turns.entries()) {
    const n = counts.reduce((sum, count) => sum + count, 0)
    if (n === 0) continue
    if (turnFails(counts)) return { time: index + 1, failed: true }
    last = index + 1
  }
  return last === 0 ? null : { time: last, failed: false }
}

/** Whether more than half of a turn's ratings are the worst option. */
export function turnFails(counts: readonly number[]): boolean {
  return 2 * (counts[0] ?? 0) > counts.reduce((sum, count) => sum + count, 0)
}
