import { fitName, fitText, nameLines, pairLine, pairLines, printable, textWidth } from './fit-text'
import { type Draw, type DrawOptions, drawEstimate, drawMark, drawSheet } from './sheet'
import type { Line } from './svg'

type Limits = readonly [number, number]

/** A name, or two that stand against each other. */
type Label = string | readonly [string, string]

/** One estimate: its name, where it and its interval stand, and how they are printed. */
export type DotRow = {
  label: Label
  value: number
  interval: Limits | null
  text: string
  range: string
  /** ○, a little lower. */
  second?: { value: number; interval: Limits | null }
  /** ▽ above: a published value. */
  mark?: number | null
  /** A grey tick: what chance alone would give. */
  chance?: number | null
  /** What stands in the last column. */
  after?: string
  /** Where the rows behind the numbers are listed. */
  href?: string
}

/** Rows on one axis. */
export type DotPanel = {
  title?: string
  domain: Limits
  ticks: readonly { at: number; text: string }[]
  /** Where a dashed line says that there is nothing: even, no effect. */
  reference?: number
  /** Where grey lines stand on either side of it: how far is near enough. */
  bounds?: Limits
  columnTitle: string
  afterTitle?: string
  rows: readonly DotRow[]
}

export const DOT_WIDTH = 800
const NARROW = 358
const AFTER = 200

type Frame = { kind: 'wide' | 'narrow'; width: number; left: number; right: number; pitch: number }
type Placed = { panel: DotPanel; top: number; x: (value: number) => number; y: (index: number) => number }

/** Estimates with their intervals, one a row, a panel for each axis: ● estimate, capped whisker 95 %. */
export function dotWhiskerFigure(name: string, given: readonly DotPanel[], options: DrawOptions): string {
  const panels = given.map((panel) => ({
    ...panel,
    ...(panel.title !== undefined && { title: printable(panel.title) }),
    rows: panel.rows.map((row) => ({ ...row, label: printableLabel(row.label) })),
  }))
  const frame = frameOf(panels, options.width)
  const placed = place(panels, frame)
  const rows = panels.flatMap((panel) => panel.rows.map((row) => ({ ...row, title: panel.title })))
  const description = rows
    .map(({ title, label, text, range, after }) =>
      [title && `${title}, `, wholeLabel(label), ': ', text, range && ` ${range}`, after && `, ${after}`, '.']
        .filter(Boolean)
        .join(''),
    )
    .join(' ')
  const bottom = placed.at(-1)
  return drawSheet(
    {
      name,
      description,
      width: frame.width,
      draw: (element) => ({
        shapes: placed.flatMap((one) => panelShapes(one, frame, element)),
        lines: placed.flatMap((one) => panelLines(one, frame)),
        height: bottom ? bottomOf(bottom, frame) + 24 : 0,
      }),
    },
    options,
  )
}

function printableLabel(label: Label): Label {
  return typeof label === 'string' ? printable(label) : [printable(label[0]), printable(label[1])]
}

function wholeLabel(label: Label): string {
  return typeof label === 'string' ? label : label.join(' v ')
}

function frameOf(panels: readonly DotPanel[], kind: 'wide' | 'narrow'): Frame {
  const hasAfter = panels.some(({ afterTitle }) => afterTitle !== undefined)
  if (kind === 'narrow') return { kind, width: NARROW, left: 8, right: NARROW - 8, pitch: hasAfter ? 72 : 54 }
  const widest = Math.max(
    0,
    ...panels.flatMap(({ rows }) => rows.map(({ label }) => textWidth(wholeLabel(label)) + 20)),
  )
  return {
    kind,
    width: DOT_WIDTH + (hasAfter ? AFTER : 0),
    left: Math.min(280, Math.max(110, widest)),
    right: DOT_WIDTH - 190,
    pitch: 36,
  }
}

function place(panels: readonly DotPanel[], frame: Frame): Placed[] {
  let top = 0
  return panels.map((panel) => {
    const [low, high] = panel.domain
    const from = top + 34
    const scale = (frame.right - frame.left) / (high - low)
    const one: Placed = {
      panel,
      top: from,
      x: (value) => frame.left + (Math.min(high, Math.max(low, value)) - low) * scale,
      y: (index) => from + index * frame.pitch + (frame.kind === 'wide' ? 12 : 34),
    }
    top = bottomOf(one, frame) + 24 + 20
    return one
  })
}

function bottomOf({ panel, top }: Placed, { pitch }: Frame): number {
  return top + panel.rows.length * pitch
}

function panelShapes(placed: Placed, frame: Frame, element: Draw): SVGElement[] {
  const { panel, top, x, y } = placed
  const vertical = (at: number, name: string, from: number, to: number) =>
    element('line', { class: name, x1: x(at), x2: x(at), y1: from, y2: to })
  const through = (at: number, name: string) => vertical(at, name, top - 12, bottomOf(placed, frame))
  const beside = (at: number, name: string, index: number) => vertical(at, name, y(index) - 8, y(index) + 8)
  const isWide = frame.kind === 'wide'
  const bound = (at: number) =>
    isWide ? [through(at, 'chance')] : panel.rows.map((_, index) => beside(at, 'chance', index))
  return [
    ...(panel.bounds ?? []).flatMap(bound),
    // A narrow figure has text between its rows, which lines through all of it would strike through.
    ...(isWide ? panel.ticks.map(({ at }) => through(at, 'axis')) : []),
    ...(panel.reference === undefined
      ? []
      : isWide
        ? [through(panel.reference, 'even')]
        : panel.rows.map((_, index) => beside(panel.reference as number, 'even', index))),
    ...panel.rows.flatMap(({ chance }, index) =>
      chance === undefined || chance === null ? [] : [beside(chance, 'chance', index)],
    ),
    ...panel.rows.flatMap(({ mark }, index) =>
      mark === undefined || mark === null ? [] : [drawMark(element, x(mark), y(index) - 7)],
    ),
    ...panel.rows.flatMap(({ second, ...first }, index) => {
      const dots = ({ value, interval }: Pick<DotRow, 'value' | 'interval'>, down: number, open = false) =>
        drawEstimate(element, {
          at: x(value),
          y: y(index) + down,
          limits: interval && [x(interval[0]), x(interval[1])],
          open,
        })
      return second ? [...dots(first, -4), ...dots(second, 6, true)] : dots(first, 0)
    }),
  ]
}

function panelLines(placed: Placed, frame: Frame): Line[] {
  const { panel, top, x } = placed
  const { kind, width } = frame
  const numbersEnd = kind === 'wide' ? DOT_WIDTH : width
  const head = (text: string, at: number): Line => ({
    x: at,
    y: top - 20,
    anchor: 'end',
    spans: [{ text, className: 't-sm t2' }],
  })
  const title = panel.title === undefined ? [] : [heading(panel.title, top, width)]
  const after = panel.afterTitle !== undefined && kind === 'wide' ? [head(panel.afterTitle, width)] : []
  return [
    ...title,
    head(panel.columnTitle, numbersEnd),
    ...after,
    ...panel.rows.flatMap((row, index) => rowLines(row, placed, index, frame)),
    ...panel.ticks.map(
      ({ at, text }): Line => ({
        x: x(at),
        y: bottomOf(placed, frame) + 17,
        anchor: kind === 'wide' ? 'middle' : tickAnchor(x(at), frame),
        spans: [{ text, className: 't-xs t3' }],
      }),
    ),
  ]
}

function heading(title: string, top: number, width: number): Line {
  const text = fitText(title, width - 160)
  return { x: 0, y: top - 20, spans: [{ text, className: 'b' }], ...(text !== title && { title }) }
}

/** The first and last number stay inside a narrow figure. */
function tickAnchor(at: number, { left, right }: Frame): 'start' | 'middle' | 'end' {
  return at < left + 8 ? 'start' : at > right - 8 ? 'end' : 'middle'
}

function rowLines(row: DotRow, placed: Placed, index: number, frame: Frame): Line[] {
  const { kind, width, left } = frame
  const wide = kind === 'wide'
  const line = wide ? placed.y(index) + 5 : placed.y(index) - 14
  const room = width - 0.9 * textWidth(`${row.text} ${row.range}`) - 16
  // Under the lower of two whiskers, where there are two.
  const afterAt = wide ? line : placed.y(index) + (row.second ? 25 : 19)
  return [
    ...(wide ? labelLines(row.label, left - 16, line) : [labelLine(row.label, room, line)]),
    ...numberLines(row, line, placed, frame),
    ...(row.after === undefined
      ? []
      : [afterLine(wide ? row.after : `${placed.panel.afterTitle}: ${row.after}`, afterAt, wide ? width : null)]),
  ]
}

/** In two lines around where one would stand, if need be. */
function labelLines(label: Label, width: number, y: number): Line[] {
  const lines = typeof label === 'string' ? nameLines(label, width) : pairLines(label, width)
  const [whole, shown] = [wholeLabel(label), lines.join(' ')]
  return lines.map((text, k) => ({
    x: 0,
    y: lines.length === 1 ? y : y - 8 + 16 * k,
    spans: [{ text, className: 'b' }],
    ...(k === 0 && shown !== whole && { title: whole }),
  }))
}

function labelLine(label: Label, width: number, y: number): Line {
  const [text, whole] = [typeof label === 'string' ? fitName(label, width) : pairLine(label, width), wholeLabel(label)]
  return { x: 0, y, spans: [{ text, className: 'b' }], ...(text !== whole && { title: whole }) }
}

/** The estimate and its limits, each right-aligned in a column of its own. */
function numberLines({ text, range, href }: DotRow, y: number, { panel }: Placed, { kind, width }: Frame): Line[] {
  const end = kind === 'wide' ? DOT_WIDTH : width
  const widest = Math.max(0, ...panel.rows.map((row) => textWidth(row.range)))
  const link = href === undefined ? {} : { href }
  return [
    { x: end - (widest > 0 ? 0.88 * widest + 8 : 0), y, anchor: 'end', spans: [{ text, className: 'b' }], ...link },
    ...(range ? [{ x: end, y, anchor: 'end' as const, spans: [{ text: range, className: 't2' }] }] : []),
  ]
}

/** At the end of a wide row, or under the mark of a narrow one. */
function afterLine(text: string, y: number, end: number | null): Line {
  if (end === null) return { x: 0, y, spans: [{ text, className: 't-xs t2' }] }
  return { x: end, y, anchor: 'end', spans: [{ text, className: 't2' }] }
}
