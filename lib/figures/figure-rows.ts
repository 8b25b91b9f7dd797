import type { FigureRow } from '@/lib/exports/columns'
import type { WinTieLoss } from '@/lib/rates/win-tie-loss'
import type { Share } from '@/lib/stats/shares'
import type { MarkedRow } from './read-counts'

const METHODS = {
  wilson: 'Wilson score interval, 95%, two-sided; one verdict a prompt',
  clustered:
    't interval with standard errors clustered by prompt, 95%, two-sided, cut to 0 and 1; where all prompts agree, Wilson score interval with one trial a prompt (of the score: none)',
} as const

/** The numbers of figure 1 as rows of a file: everything the figure draws, not rounded. */
export function figureRows(
  studyId: string,
  { study, rows, method, rule }: Pick<WinTieLoss, 'study' | 'method' | 'rule'> & { rows: readonly MarkedRow[] },
): FigureRow[] {
  return rows.map((row) => {
    const { group, reference, other, n, prompts, simulated, wins, ties, losses, sign, test, asked, ...shares } = row
    const [win, tie, loss, both] = [shares.win, shares.tie, shares.loss, shares.winOrTie].map(limits)
    const decided = limits(shares.decided)
    return {
      study: study.title,
      study_id: studyId,
      origin: study.origin.toLowerCase(),
      group,
      system: reference,
      against: other,
      n,
      prompts,
      simulated,
      wins,
      ties,
      losses,
      win_share: win?.share ?? null,
      win_lower: win?.lower ?? null,
      win_upper: win?.upper ?? null,
      tie_share: tie?.share ?? null,
      tie_lower: tie?.lower ?? null,
      tie_upper: tie?.upper ?? null,
      loss_share: loss?.share ?? null,
      loss_lower: loss?.lower ?? null,
      loss_upper: loss?.upper ?? null,
      win_or_tie_share: both?.share ?? null,
      win_or_tie_lower: both?.lower ?? null,
      win_or_tie_upper: both?.upper ?? null,
      score: n === 0 ? null : (wins + ties / 2) / n,
      score_lower: shares.score?.interval?.[0] ?? null,
      score_upper: shares.score?.interval?.[1] ?? null,
      decided_share: decided?.share ?? null,
      decided_lower: decided?.lower ?? null,
      decided_upper: decided?.upper ?? null,
      sign_p: n === 0 ? null : sign.p,
      test: n === 0 ? null : test.name,
      p: n === 0 ? null : test.p,
      p_holm: n === 0 ? null : test.holm,
      rule,
      question: study.question,
      method: METHODS[method],
      no_verdict: asked?.without ?? null,
      score_as_ties: asked?.sensitivity?.ties ?? null,
      score_as_losses: asked?.sensitivity?.losses ?? null,
      order_pairs: asked?.pairs ?? null,
      inconsistent: asked?.inconsistent ?? null,
    }
  })
}

function limits(share: Share | null): { share: number; lower: number; upper: number } | null {
  return share && { share: share.share, lower: share.interval[0], upper: share.interval[1] }
}
