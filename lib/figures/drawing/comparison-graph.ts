import { wholeNumber } from '@/lib/numbers/percent'
import type { Edge } from '@/lib/rankings/strengths'
import { fitName, nameLines, printable, textWidth } from './fit-text'
import { type Draw, type DrawOptions, drawSheet } from './sheet'
import type { Line } from './svg'

/** Wide and narrow: the size, the circle's radius and how much of a name fits beside it. */
const SIZES = {
  wide: { width: 760, height: 440, radius: 160, room: 190 },
  narrow: { width: 358, height: 330, radius: 100, room: 74 },
} as const
export const GRAPH_WIDTH = SIZES.wide.width

type Point = { x: number; y: number }
type Size = (typeof SIZES)[keyof typeof SIZES]

/** More lines than this would run through each other's numbers; the table has them. */
const NUMBERED = 15
/** The widest line; of many lines, so that each is still seen. */
const WIDEST = { few: 4, many: 1 } as const
/** More names than this stand too close to each other to have two lines. */
const TWO_LINES = 8

/** Which systems were compared, and how often: systems on a circle, a line for each pair, as wide as its judgments. */
export function comparisonGraph(systems: readonly string[], edges: readonly Edge[], options: DrawOptions): string {
  const size = SIZES[options.width]
  const at = new Map(systems.map((name, k) => [name, pointOf(k, systems.length, size)]))
  const joined = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.first), at.get(edge.second)]
    return from && to ? [{ edge, from, to }] : []
  })
  const isNumbered = edges.length <= NUMBERED
  const scale = WIDEST[isNumbered ? 'few' : 'many'] / Math.max(1, ...edges.map(judged))
  const description = edges
    .map((edge) => `${printable(edge.first)} and ${printable(edge.second)}: ${count(edge)} judgments.`)
    .join(' ')
  return drawSheet(
    {
      name: 'Which systems were compared with each other, and how often',
      description,
      width: size.width,
      draw: (element) => ({
        shapes: [
          ...joined.map((one) => lineOf(one, scale, element)),
          ...[...at.values()].map(({ x, y }) => element('circle', { class: 'dot', cx: x, cy: y, r: 5 })),
          ...(isNumbered ? joined.map((one) => plateOf(one, element)) : []),
        ],
        lines: [
          ...(isNumbered ? joined.map(numberOf) : []),
          ...systems.flatMap((name) => labelOf(name, at.get(name) as Point, size, systems.length <= TWO_LINES)),
        ],
        height: size.height,
      }),
    },
    options,
  )
}

type Joined = { edge: Edge; from: Point; to: Point }

function pointOf(k: number, all: number, { width, height, radius }: Size): Point {
  const angle = (2 * Math.PI * k) / all - Math.PI / 2
  return { x: width / 2 + radius * Math.cos(angle), y: height / 2 + radius * Math.sin(angle) }
}

function judged({ wins, ties, losses }: Edge): number {
  return wins + ties + losses
}

function count(edge: Edge): string {
  return wholeNumber(judged(edge))
}

function lineOf({ edge, from, to }: Joined, scale: number, element: Draw): SVGElement {
  const width = Math.max(0.5, judged(edge) * scale)
  const title = `${printable(edge.first)} and ${printable(edge.second)}: ${count(edge)} judgments`
  return element('line', { class: 'edge', x1: from.x, y1: from.y, x2: to.x, y2: to.y, 'stroke-width': width }, title)
}

/** Where a line's number stands: off its middle, where diagonals cross. */
function middle({ from, to }: Joined): Point {
  return { x: from.x + 0.4 * (to.x - from.x), y: from.y + 0.4 * (to.y - from.y) }
}

function plateOf(one: Joined, element: Draw): SVGElement {
  const { x, y } = middle(one)
  const width = textWidth(count(one.edge), 12) + 6
  return element('rect', { class: 'paper', x: x - width / 2, y: y - 9, width, height: 18 })
}

function numberOf(one: Joined): Line {
  const { x, y } = middle(one)
  return { x, y: y + 4, anchor: 'middle', spans: [{ text: count(one.edge), className: 't-xs' }] }
}

function labelOf(given: string, { x, y }: Point, { width, height, room }: Size, mayWrap: boolean): Line[] {
  const side = Math.abs(x - width / 2) < 20 ? 'middle' : x > width / 2 ? 'start' : 'end'
  const [name, across] = [printable(given), side === 'middle' ? 2 * room : room]
  const lines = mayWrap ? nameLines(name, across) : [fitName(name, across)]
  const first = side !== 'middle' ? y + 5 - 8 * (lines.length - 1) : y > height / 2 ? y + 24 : y + 2 - 16 * lines.length
  return lines.map((text, k) => ({
    x: x + (side === 'start' ? 12 : side === 'end' ? -12 : 0),
    y: first + 16 * k,
    anchor: side,
    spans: [{ text, className: 'b' }],
    ...(k === 0 && lines.join(' ') !== name && { title: name }),
  }))
}
