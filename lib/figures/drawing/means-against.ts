import { fitName, printable, textWidth } from './fit-text'
import { type Draw, type DrawOptions, drawEstimate, drawSheet } from './sheet'
import type { Line } from './svg'

type Limits = readonly [number, number]

/** One system: where it stands on both axes, how its mean is printed, where the rows behind it are. */
export type Point = { label: string; x: number; mean: number; interval: Limits | null; text: string; href?: string }

export type PointPanel = { title: string; points: readonly Point[] }

type Axes = { x: string; y: { domain: Limits; ticks: readonly { at: number; text: string }[] }; isLog: boolean }

export const POINTS_WIDTH = 800
const NARROW = 358
const HEIGHT = 240

type Frame = { width: number; left: number; right: number; low: number; high: number }

/** Means against a number of the systems, each with its whisker, a panel for each group. */
export function meansAgainst(name: string, given: readonly PointPanel[], axes: Axes, options: DrawOptions): string {
  const panels = given.map(({ title, points }) => ({
    title: printable(title),
    points: points.map((point) => ({ ...point, label: printable(point.label) })),
  }))
  const width = options.width === 'wide' ? POINTS_WIDTH : NARROW
  const at = panels.flatMap(({ points }) => points.map(({ x }) => (axes.isLog ? Math.log(x) : x)))
  const [low, high] = [Math.min(...at), Math.max(...at)]
  const frame: Frame = { width, left: 70, right: width - 60, low, high }
  const pitch = HEIGHT + 92
  return drawSheet(
    {
      name,
      description: panels.map(describe).join(' '),
      width,
      draw: (element) => ({
        shapes: panels.flatMap(({ points }, k) => shapesOf(points, k * pitch + 40, axes, frame, element)),
        lines: panels.flatMap((panel, k) => linesOf(panel, k * pitch + 40, axes, frame)),
        height: panels.length * pitch - 16,
      }),
    },
    options,
  )
}

function describe({ title, points }: PointPanel): string {
  return points.map(({ label, x, text }) => `${title}, ${label} at ${x.toLocaleString('en')}: ${text}.`).join(' ')
}

function placesOf(top: number, { y, isLog }: Axes, { left, right, low, high }: Frame) {
  const [least, most] = y.domain
  return {
    x: (value: number) => left + (((isLog ? Math.log(value) : value) - low) / (high - low || 1)) * (right - left),
    y: (mean: number) => top + (1 - (Math.min(most, Math.max(least, mean)) - least) / (most - least || 1)) * HEIGHT,
  }
}

function shapesOf(points: readonly Point[], top: number, axes: Axes, frame: Frame, element: Draw): SVGElement[] {
  const { x, y } = placesOf(top, axes, frame)
  const level = (at: number) =>
    element('line', { class: 'axis', x1: frame.left - 20, x2: frame.right + 20, y1: y(at), y2: y(at) })
  return [
    ...axes.y.ticks.map(({ at }) => level(at)),
    ...points.flatMap((point) => {
      const [across, limits] = [x(point.x), point.interval]
      const path =
        limits &&
        `M${across - 3.5} ${y(limits[1])}h7M${across - 3.5} ${y(limits[0])}h7M${across} ${y(limits[1])}V${y(limits[0])}`
      return [
        ...(path ? [element('path', { class: 'whisker', d: path })] : []),
        ...drawEstimate(element, { at: across, y: y(point.mean), limits: null }),
      ]
    }),
  ]
}

function linesOf({ title, points }: PointPanel, top: number, axes: Axes, frame: Frame): Line[] {
  const { x, y } = placesOf(top, axes, frame)
  const { width, left, right } = frame
  const small = (text: string, at: number, down: number, anchor: Line['anchor']): Line => ({
    ...{ x: at, y: down, anchor, spans: [{ text, className: 't-xs t3' }] },
  })
  const room = points.length > 1 ? (right - left + 120) / points.length : width - 140
  return [
    { x: 0, y: top - 22, spans: [{ text: title, className: 'b' }] },
    ...axes.y.ticks.map(({ at, text }) => small(text, left - 28, y(at) + 4, 'end')),
    ...ticksOf(points, x).map(({ at, text }) => small(text, at, top + HEIGHT + 20, 'middle')),
    { x: (left + right) / 2, y: top + HEIGHT + 40, anchor: 'middle', spans: [{ text: axes.x, className: 't-xs t2' }] },
    ...points.map(({ label, x: value, interval, mean, href }): Line => {
      const text = fitName(label, Math.max(60, Math.min(room, 220)), 12)
      const half = textWidth(text, 12) / 2
      const across = x(value)
      const [at, anchor] =
        across - half < 0
          ? ([0, 'start'] as const)
          : across + half > width
            ? ([width, 'end'] as const)
            : ([across, 'middle'] as const)
      const above = y(interval ? interval[1] : mean) - 8
      return {
        ...{ x: at, y: above < top - 4 ? y(interval ? interval[0] : mean) + 18 : above, anchor },
        spans: [{ text, className: 't-xs' }],
        ...(href !== undefined && { href }),
        ...(text !== label && { title: label }),
      }
    }),
  ]
}

/** The numbers of the systems themselves, as far as they stand apart. */
function ticksOf(points: readonly Point[], x: (value: number) => number): { at: number; text: string }[] {
  const kept: { at: number; text: string }[] = []
  for (const value of [...new Set(points.map((point) => point.x))].sort((one, other) => one - other)) {
    const [at, text] = [x(value), value.toLocaleString('en', { maximumSignificantDigits: 6 })]
    const last = kept.at(-1)
    if (!last || at - last.at > (textWidth(text, 12) + textWidth(last.text, 12)) / 2 + 6) kept.push({ at, text })
  }
  return kept
}
