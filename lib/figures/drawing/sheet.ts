import { visible } from '@/lib/visible'
import type { FigureLook } from '../figure'
import { wrapText } from './fit-text'
import { pageLook, printLook } from './look'
import { type Line, svgDocument, svgElement, svgLine } from './svg'

/** How a drawing is wanted; the notes stand at the foot of files, where no caption says them. */
export type DrawOptions = FigureLook & { notes: readonly string[] }

/** Makes an SVG element in the sheet's document. */
export type Draw = (name: string, attributes: Record<string, string | number>, text?: string) => SVGElement

/** What a drawing consists of: shapes, with lines of text over them, in pixels of its view box. */
type Drawn = { shapes: readonly SVGElement[]; lines: readonly Line[]; height: number }

type Sheet = { name: string; description: string; width: number; draw: (element: Draw) => Drawn }

/** Puts shapes and text together to an image with a name and its content in words, on the page or as a file. */
export function drawSheet({ name, description, width, draw }: Sheet, { look, notes }: DrawOptions): string {
  const document = svgDocument()
  const { shapes, lines, height } = draw((tag, attributes, text) =>
    svgElement(document, tag, attributes, text === undefined ? [] : [svgElement(document, 'title', {}, [text])]),
  )
  const foot = look === 'print' ? wrapText(visible(notes.join(' ')), width, 12) : []
  const whole = height + (foot.length > 0 ? 18 + 17 * foot.length : 0)
  // A file is read where there is nothing to open. What is an image has no links in it, for who hears the page.
  const said = look === 'print' ? lines.map(({ href: _, ...line }): Line => line) : lines
  const isLinked = said.some(({ href }) => href !== undefined)
  const notesAtFoot = foot.map(
    (text, i): Line => ({
      x: 0,
      y: height + 28 + 17 * i,
      spans: [{ text, className: 't-xs t3' }],
    }),
  )
  const svg = svgElement(
    document,
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${whole}`,
      role: isLinked ? 'group' : 'img',
      'aria-label': visible(name),
    },
    [
      svgElement(document, 'desc', {}, [description]),
      ...shapes,
      ...[...said, ...notesAtFoot].map((line) => svgLine(document, line)),
    ],
  )
  if (look === 'print') printLook(svg, { width, height: whole })
  else pageLook(svg)
  return svg.outerHTML
}

/** An estimate and its capped whisker: ● estimate, ○ second estimate. */
export function drawEstimate(
  element: Draw,
  { at, y, limits, open = false }: { at: number; y: number; limits: readonly [number, number] | null; open?: boolean },
): SVGElement[] {
  const dot = element('circle', { class: open ? 'ring' : 'dot', cx: at, cy: y, r: open ? 3.5 : 4 })
  if (!limits) return [dot]
  const [from, to] = limits
  return [element('path', { class: 'whisker', d: `M${from} ${y - 3.5}v7M${to} ${y - 3.5}v7M${from} ${y}H${to}` }), dot]
}

/** A published value: ▽ with its tip at a point. */
export function drawMark(element: Draw, x: number, y: number): SVGElement {
  return element('path', { class: 'ref', d: `M${x} ${y}m-4 -6h8l-4 6z` })
}
