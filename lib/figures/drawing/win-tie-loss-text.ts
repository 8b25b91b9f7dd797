import type { ItemQuery } from '@/lib/explorer/item-query'
import { pEquals, pValue } from '@/lib/numbers/p-value'
import { percent, percentRange, wholeNumber, wholePercent } from '@/lib/numbers/percent'
import { isTold } from '@/lib/rates/rates'
import { secondEstimate, TIE_POLICIES } from '@/lib/rates/tie-policy'
import type { Share } from '@/lib/stats/shares'
import type { MarkedRow } from '../read-counts'
import { textWidth } from './fit-text'
import type { Line, Span } from './svg'
import {
  askedWords,
  COLUMN_ENDS,
  type Layout,
  type PlacedRow,
  rowName,
  rowNameLines,
  rowSize,
} from './win-tie-loss-layout'

/** The numbers under the axis. */
export function axisLines({ panels, left, right, kind }: Layout): Line[] {
  const shares = kind === 'wide' ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1]
  return panels.flatMap(({ to }) =>
    shares.map((share) => ({
      x: left + share * (right - left),
      y: to + 17,
      anchor: kind === 'wide' ? ('middle' as const) : (['start', 'middle', 'end'] as const)[share * 2],
      spans: [{ text: share === 0 || share === 1 ? `${share * 100}%` : `${share * 100}`, className: 't-xs t3' }],
    })),
  )
}

/** The sentences at the foot. */
export function noteLines({ height }: Layout, notes: readonly string[]): Line[] {
  return notes.map((text, i) => ({
    x: 0,
    y: height - 6 - 17 * (notes.length - 1 - i),
    spans: [{ text, className: 't-xs t3' }],
  }))
}

/** Each row's name, sample size, segment labels and numbers. */
export function rowLines(layout: Layout): Line[] {
  return layout.panels.flatMap(({ rows }) =>
    rows.flatMap((placed) => [
      ...nameLines(layout, placed),
      ...segmentLines(layout, placed),
      ...numberLines(layout, placed),
    ]),
  )
}

function nameLines(layout: Layout, { row, top }: PlacedRow): Line[] {
  const lines = rowNameLines(row, layout)
  const whole = rowName(row, layout.reference)
  const n = { spans: [{ text: rowSize(row), className: 't-xs t3' }], ...stop(layout, row) }
  const names = (y: number) =>
    lines.map((text, k) => ({
      x: 0,
      y: y + 16 * k,
      spans: [{ text, className: 'b' }],
      ...(k === 0 && lines.join(' ') !== whole && { title: whole.slice(0, 500) }),
    }))
  const words = askedWords(row)
  const asked = (x: number, y: number, anchor?: 'end'): Line[] =>
    words === '' ? [] : [{ x, y, ...(anchor && { anchor }), spans: [{ text: words, className: 't-xs t3' }] }]
  // Published values are marked between a narrow row's name and its bar.
  if (layout.kind === 'narrow')
    return [
      ...names(top - 12),
      { x: layout.right, y: top - 12, anchor: 'end', ...n },
      ...asked(layout.right, top + 82, 'end'),
    ]
  const first = top + (lines.length === 1 ? 19 : 11)
  const under = first + 16 * lines.length + 1
  return [...names(first), { x: 0, y: under, ...n }, ...asked(0, under + 14)]
}

/** Percent and count in each segment; first the count gives way to lack of room, then the percent. */
function segmentLines(layout: Layout, { row, top }: PlacedRow): Line[] {
  const y = top + 19
  if (!row.win || !row.tie || !row.loss)
    return [{ x: layout.left + 8, y, spans: [{ text: 'No judgments', className: 't-sm t3' }] }]
  const scale = layout.right - layout.left
  let from = layout.left
  return (['win', 'tie', 'loss'] as const).flatMap((outcome) => {
    const { share, count } = row[outcome] as Share
    const x = from + (share * scale) / 2
    from += share * scale
    const spans = segmentSpans(share, count, share * scale - 8, `on-${outcome}`)
    return spans.length > 0 ? [{ x, y, anchor: 'middle' as const, spans, ...opens(layout, row, outcome) }] : []
  })
}

function segmentSpans(share: number, count: number, room: number, colour: string): Span[] {
  const [main, extra] = [wholePercent(share), wholeNumber(count)]
  const mainSpan = { text: main, className: `${colour} b` }
  const mainWidth = textWidth(main)
  if (count === 0 || mainWidth > room) return []
  if (mainWidth + 7 + textWidth(extra, 12) > room) return [mainSpan]
  return [mainSpan, { text: extra, className: `${colour} t-xs`, dx: 7 }]
}

/** Estimates with their intervals and the test: columns beside a wide figure's bars, lines under a narrow one's. */
function numberLines(layout: Layout, { row, top }: PlacedRow): Line[] {
  const { win } = row
  const second = secondEstimate(row, layout.ties)
  if (!win) return []
  const short = areWhole(layout)
  const behind = {
    wins: opens(layout, row, 'win'),
    // Where ties are split or dropped, all verdicts of the pair are in the number, or decide what is.
    second: opens(layout, row, layout.ties === 'split' || layout.ties === 'dropped' ? null : 'unlost'),
    p: opens(layout, row, null),
  }
  const spans = (share: Estimate | null, small: string, dx: number): Span[] =>
    share
      ? [
          { text: percent(share.share, short), className: `${small}b` },
          { text: percentRange(share.interval), className: `${small}t2`, dx },
        ]
      : [{ text: 'not defined', className: `${small}t3` }]
  const told = isTold(row)
  const p = { text: pValue(row.test.holm), className: told ? '' : 't2' }
  if (layout.kind === 'wide') {
    const at = (column: keyof typeof COLUMN_ENDS) => ({
      x: layout.width - COLUMN_ENDS[column],
      y: top + 19,
      anchor: 'end' as const,
    })
    return [
      { ...at('wins'), spans: spans(win, '', 8), ...behind.wins },
      { ...at('second'), spans: spans(second, '', 8), ...behind.second },
      { ...at('p'), spans: [p], ...behind.p },
      ...(told ? [] : [{ ...at('p'), y: top + 36, spans: [{ text: NOT_TOLD, className: 't-xs t3' }] }]),
    ]
  }
  const named = (name: string, share: Estimate | null) => [
    { text: `${name} `, className: 't-xs t2' },
    ...spans(share, 't-xs ', 5),
  ]
  return [
    { x: 0, y: top + 64, spans: named('Wins', win), ...behind.wins },
    {
      x: layout.right,
      y: top + 64,
      anchor: 'end',
      spans: named(TIE_POLICIES[layout.ties].column, second),
      ...behind.second,
    },
    {
      x: 0,
      y: top + 82,
      spans: [{ text: `${pEquals(row.test.holm)}${told ? '' : `, ${NOT_TOLD}`}`, className: 't-xs t2' }],
      ...behind.p,
    },
  ]
}

/** Where a row's sample size leads: to all of its rows. Who goes by Tab stops here, once a row. */
function stop({ open }: Layout, row: MarkedRow): Pick<Line, 'href'> {
  return open ? { href: open(row, null) } : {}
}

function opens({ open }: Layout, row: MarkedRow, outcome: ItemQuery['outcome']): Pick<Line, 'href' | 'passed'> {
  return open ? { href: open(row, outcome), passed: true } : {}
}

/** Stands by the p-value, adjusted for the rows of the panel, of a row in which the test finds no difference. */
const NOT_TOLD = 'no clear difference'

type Estimate = Pick<Share, 'share' | 'interval'>

/** Whether all estimates beside the bars are whole percents, as LIMA prints them; else each has its decimal. */
function areWhole({ panels, ties }: Layout): boolean {
  const shares = panels.flatMap(({ rows }) => rows.flatMap(({ row }) => [row.win, secondEstimate(row, ties)]))
  return shares.every((share) => !share || percent(share.share).endsWith('.0'))
}
