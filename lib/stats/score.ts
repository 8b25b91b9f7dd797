import { checkCounts } from './check-counts'
import { defined, type Estimate, notDefined } from './estimate'
import { type Share, shareOf } from './shares'

/** Judgments of a pair, seen from its first system. */
export type Outcomes = { wins: number; ties: number; losses: number }

const NONE = 'There is no judgment.'

/** Mean score with a tie counted as half a win: (W + T/2) / n, in [0, 1]; ½ is even. Not defined for n = 0. */
export function scoreOf({ wins, ties, losses }: Outcomes): Estimate<number> {
  checkCounts([wins, ties, losses], 'scoreOf')
  const n = wins + ties + losses
  return n === 0 ? notDefined(NONE) : defined((wins + ties / 2) / n)
}

/** Net win rate (W − L) / n, in [−1, 1]; 0 is even. It is 2 · score − 1. Not defined for n = 0. */
export function netWinOf({ wins, ties, losses }: Outcomes): Estimate<number> {
  checkCounts([wins, ties, losses], 'netWinOf')
  const n = wins + ties + losses
  return n === 0 ? notDefined(NONE) : defined((wins - losses) / n)
}

/**
 * Win rate without ties W / (W + L) with its Wilson 95 % interval. Show it beside the share of ties, never alone: it
 * says nothing of how often annotators saw no difference. Not defined when nothing was decided.
 */
export function winRateWithoutTies({ wins, losses }: Pick<Outcomes, 'wins' | 'losses'>): Estimate<Share> {
  checkCounts([wins, losses], 'winRateWithoutTies')
  const share = shareOf(wins, wins + losses)
  return share ? defined(share) : notDefined('No judgment preferred either system.')
}

/**
 * Standard error of the score as if judgments were independent: sd(y) / √n with n − 1 in the sd, y = 1, ½, 0. Only for
 * comparison with `clusteredMean`, which counts prompts. Not defined below two judgments or when all are equal.
 */
export function scoreSeIndependent({ wins, ties, losses }: Outcomes): Estimate<number> {
  checkCounts([wins, ties, losses], 'scoreSeIndependent')
  const n = wins + ties + losses
  if (n < 2) return notDefined('A standard error needs two judgments.')
  if (Math.max(wins, ties, losses) === n) return notDefined('All judgments are equal: their spread is unknown.')
  const mean = (wins + ties / 2) / n
  const squares = wins * (1 - mean) ** 2 + ties * (0.5 - mean) ** 2 + losses * mean ** 2
  return defined(Math.sqrt(squares / (n - 1) / n))
}
