import type { WinTieLoss } from '@/lib/analysis/win-tie-loss'
import type { Share } from '@/lib/stats/shares'
import type { FigureRow } from './columns'

const METHOD = 'Wilson score interval, 95%, two-sided; judgments taken as independent'

/** The numbers of figure 1 as rows of a file: everything the figure draws, not rounded. */
export function figureRows(studyId: string, { study, rows }: WinTieLoss): FigureRow[] {
  return rows.map(({ group, reference, other, n, simulated, wins, ties, losses, ...shares }) => {
    const [win, tie, loss, both] = [shares.win, shares.tie, shares.loss, shares.winOrTie].map(limits)
    return {
      study: study.title,
      study_id: studyId,
      origin: study.origin.toLowerCase(),
      group,
      system: reference,
      against: other,
      n,
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
      method: METHOD,
    }
  })
}

function limits(share: Share | null): { share: number; lower: number; upper: number } | null {
  return share && { share: share.share, lower: share.interval[0], upper: share.interval[1] }
}
