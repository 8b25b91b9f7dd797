import { fitText, printable, textWidth, wrapText } from './fit-text'
import { printLook } from './print-look'
import { type Line, svgDocument, svgElement, svgLine } from './svg'

/** One estimate: its name, where it and its interval stand, and how they are printed. */
export type DotRow = {
  label: string
  value: number
  interval: readonly [number, number] | null
  text: string
  range: string
}

export type DotOptions = {
  /** What the image shows, for who does not see it. */
  name: string
  domain: readonly [number, number]
  ticks: readonly { at: number; text: string }[]
  /** Where a dashed line says that there is nothing: even, no effect. */
  reference?: number
  columnTitle: string
  look?: 'page' | 'print'
  width?: 'wide' | 'narrow'
  notes?: readonly string[]
}

const PITCH = 44
const TOP = 34

/** Estimates with their intervals, one a row, as SVG: ● estimate, capped whisker 95 %. */
export function dotWhiskerFigure(given: readonly DotRow[], options: DotOptions): string {
  const { look = 'page', width: kind = 'wide', reference, notes = [] } = options
  const rows = given.map((row) => ({ ...row, label: printable(row.label) }))
  const width = kind === 'wide' ? 800 : 358
  const foot = look === 'print' ? wrapText(notes.join(' '), width, 12) : []
  const plot = place(rows, options, width, kind)
  const bottom = TOP + rows.length * plot.pitch
  const height = bottom + 24 + (foot.length > 0 ? 12 + 17 * foot.length : 0)
  const document = svgDocument()
  const element = (name: string, attributes: Record<string, string | number>) => svgElement(document, name, attributes)
  const grid = options.ticks.map(({ at }) =>
    element('line', { class: 'axis', x1: plot.x(at), x2: plot.x(at), y1: TOP - 12, y2: bottom }),
  )
  const even =
    reference === undefined
      ? []
      : [element('line', { class: 'even', x1: plot.x(reference), x2: plot.x(reference), y1: TOP - 12, y2: bottom })]
  const marks = rows.flatMap((row, index) => drawRow(row, plot.y(index), plot.x, element))
  const lines = [...axisLines(options, plot.x, bottom), ...plot.lines, ...noteLines(foot, height)]
  const svg = svgElement(
    document,
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'figure',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': options.name,
    },
    [element('desc', {}), ...grid, ...even, ...marks, ...lines.map((line) => svgLine(document, line) as SVGElement)],
  )
  svg
    .querySelector('desc')
    ?.appendChild(
      document.createTextNode(rows.map(({ label, text, range }) => `${label}: ${text} ${range}.`).join(' ')),
    )
  if (look === 'print') printLook(svg, { width, height })
  return svg.outerHTML
}

type Place = { x: (value: number) => number; y: (index: number) => number; pitch: number; lines: Line[] }

function place(rows: readonly DotRow[], options: DotOptions, width: number, kind: 'wide' | 'narrow'): Place {
  const [low, high] = options.domain
  const wide = kind === 'wide'
  const left = wide ? Math.min(260, Math.max(100, ...rows.map(({ label }) => textWidth(label) + 20))) : 8
  const right = wide ? width - 210 : width - 8
  const pitch = wide ? PITCH : PITCH + 16
  const x = (value: number) => left + ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (right - left)
  const y = (index: number) => TOP + index * pitch + (wide ? 16 : 36)
  const numbers = ({ text, range }: DotRow) => [
    { text, className: 'b' },
    { text: range, className: 't2', dx: 8 },
  ]
  const title: Line = { x: width, y: 14, anchor: 'end', spans: [{ text: options.columnTitle, className: 't-sm t2' }] }
  const labels = rows.flatMap((row, index): Line[] => {
    const line = wide ? y(index) + 5 : y(index) - 16
    const name = fitText(row.label, wide ? left - 16 : width - 170)
    return [
      { x: 0, y: line, spans: [{ text: name, className: 'b' }], ...(name !== row.label && { title: row.label }) },
      { x: width, y: line, anchor: 'end', spans: numbers(row) },
    ]
  })
  return { x, y, pitch, lines: [title, ...labels] }
}

type Draw = (name: string, attributes: Record<string, string | number>) => SVGElement

function drawRow({ value, interval }: DotRow, y: number, x: Place['x'], element: Draw): SVGElement[] {
  const dot = element('circle', { class: 'dot', cx: x(value), cy: y, r: 4 })
  if (!interval) return [dot]
  const [from, to] = [x(interval[0]), x(interval[1])]
  const whisker = `M${from} ${y - 3.5}v7M${to} ${y - 3.5}v7M${from} ${y}H${to}`
  return [element('path', { class: 'whisker', d: whisker }), dot]
}

function axisLines({ ticks }: DotOptions, x: Place['x'], bottom: number): Line[] {
  return ticks.map(({ at, text }) => ({
    x: x(at),
    y: bottom + 17,
    anchor: 'middle' as const,
    spans: [{ text, className: 't-xs t3' }],
  }))
}

function noteLines(notes: readonly string[], height: number): Line[] {
  return notes.map((text, i) => ({
    x: 0,
    y: height - 6 - 17 * (notes.length - 1 - i),
    spans: [{ text, className: 't-xs t3' }],
  }))
}
