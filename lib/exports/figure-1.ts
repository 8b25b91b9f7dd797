import 'server-only'
import type { Figure } from '@/lib/analysis/read-figure'
import { fileStem } from '@/lib/server/stream'
import { FIGURE_COLUMNS } from './columns'
import type { FigureSource } from './figure-file'
import { figureRows } from './figure-rows'

const percent = (share: number) => (100 * share).toFixed(1)
const withRange = (estimate: { share: number; interval: readonly number[] } | null) =>
  estimate ? `${percent(estimate.share)} (${estimate.interval.map(percent).join('–')})` : '–'

/** Figure 1 as a file, of the rows that are shown. */
export function figure1Source(studyId: string, figure: Figure, svg: string, caption: string): FigureSource {
  const { result, rows } = figure
  const head = ['Group', 'System', 'Against', 'n', 'Wins', 'Ties', 'Losses', 'Wins, %', 'Wins + ties, %', 'p (Holm)']
  return {
    stem: `${fileStem(result.study.title)}-figure-1`,
    title: 'Figure 1',
    svg,
    columns: FIGURE_COLUMNS.map(({ name }) => name),
    rows: figureRows(studyId, { ...result, rows }),
    table: {
      columns: head.map((name, index) => ({ head: name, align: index < 3 ? 'l' : 'r' })),
      rows: rows.map(({ group, reference, other, n, wins, ties, losses, win, winOrTie, test }) => [
        ...[group, reference, other],
        ...[n, wins, ties, losses].map(String),
        ...[withRange(win), withRange(winOrTie), n === 0 ? '–' : test.holm.toPrecision(2)],
      ]),
    },
    caption,
  }
}
