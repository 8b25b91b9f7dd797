import { figureNotes } from '@/components/charts/figure-notes'
import { sideFigure } from '@/components/charts/side-figure'
import type { SideRate } from '@/lib/analysis/position'
import type { Figure } from '@/lib/analysis/read-figure'
import { type FigureSource, noSuchFigure } from '@/lib/exports/figure-file'
import { fileStem } from '@/lib/server/stream'

const CAPTION =
  'Share of decided verdicts (ties left out) that chose the response shown left, over all judgments that count; 95% Wilson intervals. Dashed: no position effect.'

/** Chosen sides as a file. */
export function sidesSource({ result }: Figure, sides: SideRate[]): FigureSource {
  const notes = [CAPTION, ...figureNotes(result)]
  const svg = sideFigure(sides, { look: 'print', notes }) ?? noSuchFigure()
  const rows = sides.map(({ group, left, right, ties, rate, score, p }) => ({
    ...{ group, left, right, ties },
    left_share: rate?.rate.share ?? null,
    left_lower: rate?.rate.interval[0] ?? null,
    left_upper: rate?.rate.interval[1] ?? null,
    exact_p: rate?.p ?? null,
    left_score: score?.mean ?? null,
    left_score_se: score?.se ?? null,
    clustered_p: p,
  }))
  return {
    stem: `${fileStem(result.study.title)}-sides`,
    title: 'Position',
    svg,
    columns: Object.keys(rows[0] ?? {}),
    rows,
    table: {
      columns: ['Group', 'Left', 'Right', 'Ties', 'Left, %'].map((head, index) => ({ head, align: index ? 'r' : 'l' })),
      rows: sides.map(({ group, left, right, ties, rate }) => [
        ...[group, String(left), String(right), String(ties)],
        rate ? (100 * rate.rate.share).toFixed(1) : '–',
      ]),
    },
    caption: notes.join(' '),
  }
}
