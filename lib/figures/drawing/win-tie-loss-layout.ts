import type { ItemQuery } from '@/lib/explorer/item-query'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import type { IntervalMethod, RateRow } from '@/lib/rates/rates'
import type { TiePolicy } from '@/lib/rates/tie-policy'
import type { MarkedRow } from '../read-counts'
import { fitName, nameLines, pairLine, pairLines, textWidth } from './fit-text'

export type FigureWidth = 'wide' | 'narrow'

/** The address of the rows behind a number: the pair's, or those of an outcome. */
export type OpenRows = (row: RateRow, outcome: ItemQuery['outcome']) => string

/** What a figure shows beside its bars, and where its numbers lead; nowhere in a file. */
export type BarsContent = { ties: TiePolicy; method: IntervalMethod; intervals: boolean; open: OpenRows | null }

/** One row of the figure with the top of its bar. */
export type PlacedRow = { row: MarkedRow; top: number }

/** One annotator group: its heading, its rows and the ends of its grid lines. */
export type Panel = { group: string; heading: number; header: number; rows: PlacedRow[]; from: number; to: number }

/** Where everything stands, in pixels of the view box. */
export type Layout = {
  kind: FigureWidth
  width: number
  height: number
  left: number
  right: number
  bar: number
  panels: Panel[]
  /** The one reference of all rows, or null when pairs have different ones. */
  reference: string | null
} & BarsContent

const SIZES = {
  wide: { width: 1120, pitch: 62, above: 20, below: 28, footer: 30 },
  narrow: { width: 358, pitch: 128, above: 42, below: 62, footer: 30 },
} as const

const BAR = 28
const [NAME_FROM, NAME_TO] = [128, 240]
/** Three columns of numbers stand to the right of a wide figure's bars. */
const COLUMNS = 452
/** How far from the right edge each of them ends. */
export const COLUMN_ENDS = { wins: 314, second: 154, p: 0 } as const

/** Places panels below each other, rows below each other in them, and leaves `notes` lines at the foot. */
export function layOut(rows: readonly MarkedRow[], kind: FigureWidth, notes: number, content: BarsContent): Layout {
  const size = SIZES[kind]
  const references = new Set(rows.map(({ reference }) => reference))
  const reference = references.size === 1 ? ([...references][0] as string) : null
  const panels: Panel[] = []
  let y = 0
  for (const group of new Set(rows.map((row) => row.group))) {
    const header = y + 40
    const first = header + size.above
    const placed = rows.filter((row) => row.group === group).map((row, i) => ({ row, top: first + i * size.pitch }))
    const to = first + (placed.length - 1) * size.pitch + BAR + size.below
    panels.push({ group, heading: y + 14, header, rows: placed, from: first - 8, to })
    y = to + 17 + size.footer
  }
  const names = rows.map((row) => textWidth(rowName(row, reference)))
  names.push(...rows.map((row) => 0.9 * textWidth(askedWords(row), 12)))
  if (reference !== null) names.push(textWidth(`${reference} against`, 13) - 4)
  const left = kind === 'wide' ? Math.min(NAME_TO, Math.max(NAME_FROM, ...names.map((width) => width + 16))) : 0
  const right = size.width - (kind === 'wide' ? COLUMNS : 0)
  const height = Math.max(1, y - size.footer + (notes > 0 ? 10 + 17 * notes : 0) + 6)
  return { kind, width: size.width, height, left, right, bar: BAR, panels, reference, ...content }
}

/** What a row is called: the baseline, or both systems where the reference changes from row to row. */
export function rowName(row: MarkedRow, reference: string | null): string {
  return reference === null ? `${row.reference} v ${row.other}` : row.other
}

/** The name as far as it fits: in two lines where it stands beside the bar, in one over it. */
export function rowNameLines(row: MarkedRow, { kind, left, right, reference }: Layout): string[] {
  const pair = [row.reference, row.other] as const
  if (kind === 'wide') return reference === null ? pairLines(pair, left - 16) : nameLines(row.other, left - 16)
  const width = right - textWidth(rowSize(row), 12) - 16
  return [reference === null ? pairLine(pair, width) : fitName(row.other, width)]
}

/** What models did beside their verdicts, as it stands under their number: shares of inconsistent pairs and of none. */
export function askedWords({ asked, n }: MarkedRow): string {
  if (!asked) return ''
  const { pairs, inconsistent, without } = asked
  const parts = [
    pairs > 0 && `${percent(inconsistent / pairs, true)}% inconsistent`,
    without > 0 && `${percent(without / (n + without), true)}% none`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** The number of judgments behind a row. */
export function rowSize({ n }: MarkedRow): string {
  return `n = ${wholeNumber(n)}`
}
