import { wilsonInterval } from './wilson'

/** A part of a whole with its 95 % Wilson interval. */
export type Share = { count: number; share: number; interval: [number, number] }

/** What became of n comparisons, seen from one of the two systems. Null stands for "not defined": there are none. */
export type OutcomeShares = { win: Share | null; tie: Share | null; loss: Share | null; winOrTie: Share | null }

/**
 * `count` of `n` as a share with its interval.
 *
 * @returns null for n = 0, where a share is not defined
 * @throws RangeError on counts no experiment can produce
 */
export function shareOf(count: number, n: number): Share | null {
  if (n === 0 && count === 0) return null
  return { count, share: count / n, interval: wilsonInterval(count, n) }
}

/** The shares of wins, ties and losses, and of wins and ties together. Each interval stands for itself, not for all four. */
export function outcomeShares(wins: number, ties: number, losses: number): OutcomeShares {
  const n = wins + ties + losses
  return {
    win: shareOf(wins, n),
    tie: shareOf(ties, n),
    loss: shareOf(losses, n),
    winOrTie: shareOf(wins + ties, n),
  }
}
