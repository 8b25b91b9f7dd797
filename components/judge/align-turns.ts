import type { Turn } from '@/lib/judgments/schema'

/**
 * How many turns of two responses stand beside each other in rows of their own: all, where the user says the same in both
 * as far as both go; else those before the first that differs.
 */
export function countAligned(left: readonly Turn[], right: readonly Turn[]): number {
  const shared = Math.min(left.length, right.length)
  for (let place = 0; place < shared; place++) if (!isAlike(left[place], right[place])) return place
  return Math.max(left.length, right.length)
}

/** What the assistant says is what is compared; all else is what it was asked. */
function isAlike(one: Turn | undefined, other: Turn | undefined): boolean {
  return one?.role === other?.role && (one?.role === 'assistant' || one?.html === other?.html)
}
