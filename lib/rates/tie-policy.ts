import type { Share } from '@/lib/stats/shares'
import type { RateRow } from './rates'

/** What becomes of ties where one number is formed beside the wins. Bars always show all three outcomes. */
export const TIE_POLICIES = {
  shown: {
    label: 'Three outcomes',
    column: 'Wins + ties',
    note: 'Wins, ties and losses stay apart; no score is formed.',
  },
  split: { label: 'Split', column: 'Wins + ½ ties', note: 'Each tie counts as half a win: (w + t/2) / n.' },
  dropped: { label: 'Dropped', column: 'Wins of decided', note: 'Ties leave the denominator: w / (w + l).' },
  wins: { label: 'Count as wins', column: 'Wins + ties', note: '“At least as good”: (w + t) / n.' },
} as const

export type TiePolicy = keyof typeof TIE_POLICIES

/** The policy of this name, or three outcomes. */
export function toTiePolicy(name: unknown): TiePolicy {
  return typeof name === 'string' && Object.hasOwn(TIE_POLICIES, name) ? (name as TiePolicy) : 'shown'
}

/** The number that the policy forms beside the wins, with its interval; null where it is not defined. */
export function secondEstimate(row: RateRow, policy: TiePolicy): Pick<Share, 'share' | 'interval'> | null {
  if (policy === 'dropped') return row.decided
  if (policy !== 'split') return row.winOrTie
  if (!row.score) return null
  const { mean, interval } = row.score
  return { share: mean, interval: interval ?? [mean, mean] }
}
