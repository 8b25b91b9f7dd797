import { fitName, fitText, nameLines, printable, textWidth } from './fit-text'
import { type Draw, type DrawOptions, drawEstimate, drawMark, drawSheet } from './sheet'
import type { Line } from './svg'

type Limits = readonly [number, number]

/** An estimate printed over a strip on which it stands with its whisker; or words where there is none. */
export type StripCell =
  | {
      text: string
      range?: string
      foot?: string
      value: number
      interval: Limits | null
      chance?: number | null
      /** ▽, a published value. */
      mark?: number | null
      href?: string
    }
  | { words: string }

type StripColumn = {
  title: string
  domain: Limits
  /** Where a dashed line runs down the column. */
  reference?: number
}

/** Null leaves a cell out, as over the diagonal of a matrix. */
type StripRow = { label: string; sub?: string; cells: readonly (StripCell | null)[] }

export type StripTable = {
  name: string
  /** Over the rows' names. */
  head: string
  columns: readonly StripColumn[]
  rows: readonly StripRow[]
  width: number
  /** One line a row, the number beside its strip. */
  compact?: boolean
}

const HEAD = 30

type Frame = { left: number; cell: number; pitch: number; compact: boolean }

/** A table of estimates, each drawn on a strip of its own under its number. */
export function stripTable(given: StripTable, options: DrawOptions): string {
  const columns = given.columns.map((column) => ({ ...column, title: printable(column.title) }))
  const rows = given.rows.map((row) => ({ ...row, label: printable(row.label) }))
  const table = { ...given, columns, rows }
  const { width, compact = false } = given
  const names = rows.map(({ label, sub = '' }) => Math.max(textWidth(label), textWidth(sub, 12)) + 20)
  const left = Math.min((compact ? 0.32 : 0.24) * width, Math.max(84, textWidth(given.head, 13), ...names))
  const feet = rows.some(({ cells }) => cells.some((cell) => cell && 'foot' in cell && cell.foot))
  const pitch = compact ? 30 : feet ? 78 : 58
  const frame = { left, cell: (width - left) / columns.length, pitch, compact }
  const height = HEAD + rows.length * pitch + 2
  return drawSheet(
    {
      name: given.name,
      description: describe(rows, columns),
      width,
      draw: (element) => ({
        shapes: [...rules(table, frame, element), ...strips(table, frame, element)],
        lines: [...headLines(table, frame), ...rows.flatMap((row, index) => rowLines(row, index, frame))],
        height,
      }),
    },
    options,
  )
}

function describe(rows: readonly StripRow[], columns: readonly StripColumn[]): string {
  return rows
    .map(({ label, cells }) => {
      const said = cells.flatMap((cell, k) => {
        if (!cell) return []
        const text = 'words' in cell ? cell.words : [cell.text, cell.range].filter(Boolean).join(' ')
        return [`${columns[k]?.title} ${text}`]
      })
      return `${label}: ${said.join('; ')}.`
    })
    .join(' ')
}

/** Rules above, under the head and below, as in a printed table; a light one between rows. */
function rules({ rows, width }: StripTable, { pitch }: Frame, element: Draw): SVGElement[] {
  const at = (y: number, name: string) => element('line', { class: name, x1: 0, x2: width, y1: y, y2: y })
  return [
    at(0.75, 'frame'),
    at(HEAD, 'frame'),
    ...rows.map((_, index) =>
      at(
        HEAD + (index + 1) * pitch + (index === rows.length - 1 ? 0.75 : 0),
        index === rows.length - 1 ? 'frame' : 'axis',
      ),
    ),
  ]
}

/** Where a cell's strip runs, and at which height. */
function stripOf(column: number, row: number, { left, cell, pitch, compact }: Frame) {
  const from = left + column * cell + (compact ? 52 : 2)
  const top = HEAD + row * pitch
  return { from, to: left + (column + 1) * cell - 22, y: compact ? top + pitch / 2 : top + 42 }
}

function strips({ rows, columns }: StripTable, frame: Frame, element: Draw): SVGElement[] {
  return rows.flatMap(({ cells }, index) =>
    cells.flatMap((cell, k) => {
      const column = columns[k]
      if (!cell || 'words' in cell || !column) return []
      const { from, to, y } = stripOf(k, index, frame)
      const [low, high] = column.domain
      const x = (value: number) => from + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (to - from)
      const tick = (at: number, name: string) =>
        element('line', { class: name, x1: x(at), x2: x(at), y1: y - 7, y2: y + 7 })
      return [
        element('line', { class: 'axis', x1: from, x2: to, y1: y, y2: y }),
        ...(column.reference === undefined ? [] : [tick(column.reference, 'even')]),
        ...(cell.chance === undefined || cell.chance === null ? [] : [tick(cell.chance, 'chance')]),
        ...(cell.mark === undefined || cell.mark === null ? [] : [drawMark(element, x(cell.mark), y - 7)]),
        ...drawEstimate(element, {
          at: x(cell.value),
          y,
          limits: cell.interval && [x(cell.interval[0]), x(cell.interval[1])],
        }),
      ]
    }),
  )
}

function headLines({ head, columns }: StripTable, { left, cell, compact }: Frame): Line[] {
  const line = (text: string, x: number, room: number): Line => {
    const fitted = fitText(text, room, 13)
    return { x, y: 20, spans: [{ text: fitted, className: 't-sm b' }], ...(fitted !== text && { title: text }) }
  }
  return [
    line(head, 0, left - 8),
    ...columns.map(({ title }, k) => line(title, left + k * cell + (compact ? 10 : 2), cell - 12)),
  ]
}

function rowLines({ label, sub, cells }: StripRow, index: number, frame: Frame): Line[] {
  const { left, cell, pitch, compact } = frame
  const top = HEAD + index * pitch
  const y = compact ? top + pitch / 2 + 5 : top + 23
  const names = compact ? [fitName(label, left - 12)] : nameLines(label, left - 12)
  const first = y - (names.length > 1 ? 6 : 0)
  return [
    ...names.map((text, k) => ({
      x: 0,
      y: first + 16 * k,
      spans: [{ text, className: 'b' }],
      ...(k === 0 && names.join(' ') !== label && { title: label }),
    })),
    ...(sub === undefined
      ? []
      : [{ x: 0, y: first + 16 * names.length + 2, spans: [{ text: sub, className: 't-xs t3' }] }]),
    ...cells.flatMap((one, k) => (one ? cellLines(one, left + k * cell, { y, cell, compact }) : [])),
  ]
}

function cellLines(
  of: StripCell,
  x: number,
  { y, cell, compact }: { y: number; cell: number; compact: boolean },
): Line[] {
  if ('words' in of) {
    const text = fitText(of.words, cell - 12, 13)
    const at = compact ? x + 10 : x + 2
    return [{ x: at, y, spans: [{ text, className: 't-sm t3' }], ...(text !== of.words && { title: of.words }) }]
  }
  const link = of.href === undefined ? {} : { href: of.href }
  if (compact) return [{ x: x + 42, y, anchor: 'end', spans: [{ text: of.text }], ...link }]
  const range = of.range ? [{ text: of.range, className: 't-xs t2', dx: 7 }] : []
  return [
    { x: x + 2, y, spans: [{ text: of.text, className: 'b' }, ...range], ...link },
    ...(of.foot === undefined ? [] : [{ x: x + 2, y: y + 43, spans: [{ text: of.foot, className: 't-xs t3' }] }]),
  ]
}
