import { rowHref } from '@/lib/explorer/item-query'
import { FIGURE_COLUMNS } from '@/lib/exports/columns'
import { pValue } from '@/lib/numbers/p-value'
import { percent, percentRange } from '@/lib/numbers/percent'
import { secondEstimate, TIE_POLICIES } from '@/lib/rates/tie-policy'
import type { WinTieLoss } from '@/lib/rates/win-tie-loss'
import { aboutCounts, captionOf } from './about'
import { captionText } from './caption'
import { NONE, tableHeads, withLimits } from './cells'
import { winTieLossFigure } from './drawing/win-tie-loss'
import type { OpenRows } from './drawing/win-tie-loss-layout'
import type { FigureContent } from './figure'
import { ofCounts } from './figure-kind'
import type { FigureQuery } from './figure-query'
import { figureRows } from './figure-rows'
import type { FigureCounts } from './read-counts'

const share = (of: { share: number; interval: readonly [number, number] } | null) =>
  of ? withLimits(percent(of.share), percentRange(of.interval)) : NONE

/** Where the judgments behind a number of figure 1 are. */
export function openRows(studyId: string, { criterion }: Pick<WinTieLoss, 'criterion'>): OpenRows {
  return (row, outcome) => rowHref(studyId, row, { outcome, criterion })
}

/** Only the figure that every study has is numbered: a number would count others that are not there. */
export const figure1 = ofCounts({ name: 'figure-1', title: 'Figure 1' }, (counts, { studyId, query }) =>
  outcomesFigure(studyId, counts, query),
)

/** Figure 1: wins, ties and losses, a row for each pair, a panel for each group; null where nothing was judged. */
function outcomesFigure(studyId: string, figure: FigureCounts, query: FigureQuery): FigureContent | null {
  const { result, rows } = figure
  if (rows.length === 0) return null
  const { ties, intervals } = query
  // A pair that was not judged is named in the caption, and is a row of the numbers.
  const judged = rows.filter(({ n }) => n > 0)
  // Published counts have no items behind them.
  const open = result.study.origin === 'RECONSTRUCTED' ? undefined : openRows(studyId, result)
  const about = aboutCounts(studyId, figure)
  const second = TIE_POLICIES[ties].column
  const caption = captionOf(about, captionText(figure, query))
  return {
    study: about.study,
    size: 1120,
    draw:
      judged.length === 0
        ? null
        : ({ look, width }) =>
            winTieLossFigure(judged, { ties, intervals, method: result.method, look, width, notes: [caption], open }),
    columns: FIGURE_COLUMNS.map(({ name }) => name),
    rows: figureRows(studyId, { ...result, rows }),
    table: {
      over: 2,
      columns: tableHeads(3, [
        ...['Group', 'System', 'Against', 'n', 'Wins', 'Ties', 'Losses', 'Wins, %', `${second}, %`, 'p (Holm)'],
      ]),
      rows: judged.map((row) => [
        ...[row.group, row.reference, row.other],
        ...[row.n, row.wins, row.ties, row.losses].map(String),
        ...[share(row.win), share(row.win && secondEstimate(row, ties))],
        pValue(row.test.holm),
      ]),
    },
    caption,
  }
}
