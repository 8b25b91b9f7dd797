import { percent, percentRange } from '@/lib/numbers/percent'
import type { SurvivalStep } from '@/lib/stats/conversation/kaplan-meier'
import { fitText, printable } from './fit-text'
import { type Draw, type DrawOptions, drawEstimate, drawSheet } from './sheet'
import type { Line } from './svg'

/** One curve: whose it is, what stands beside its name, where the conversations behind it are. */
export type Curve = { title: string; after: string; steps: readonly SurvivalStep[]; href: string }

export const SURVIVAL_WIDTH = 800
const NARROW = 358
const HEIGHT = 130

type Frame = { width: number; left: number; right: number; most: number }

/** Steps down from all to those without a failure, a panel for each curve, all with the same axes; under them who is at risk. */
export function survivalCurves(name: string, given: readonly Curve[], options: DrawOptions): string {
  const curves = given.map((curve) => ({ ...curve, title: printable(curve.title) }))
  const width = options.width === 'wide' ? SURVIVAL_WIDTH : NARROW
  const most = Math.max(1, ...curves.flatMap(({ steps }) => steps.map(({ time }) => time)))
  const frame: Frame = { width, left: 64, right: width - 24, most }
  const pitch = HEIGHT + 92
  return drawSheet(
    {
      name,
      description: curves.map(describe).join(' '),
      width,
      draw: (element) => ({
        shapes: curves.flatMap((curve, k) => shapesOf(curve, k * pitch + 34, frame, element)),
        lines: curves.flatMap((curve, k) => linesOf(curve, k * pitch + 34, frame)),
        height: curves.length * pitch - 14,
      }),
    },
    options,
  )
}

function describe({ title, after, steps }: Curve): string {
  const said = steps.map(({ time, survival, logLog }) => {
    const range = logLog ? ` (${percentRange(logLog)})` : ''
    return `turn ${time} ${percent(survival)}%${range}`
  })
  return `${title}: ${said.join(', ')}; ${after}.`
}

/** A turn is where its failures are known: at its number. */
function placesOf(top: number, { left, right, most }: Frame) {
  return {
    x: (turn: number) => left + (turn / most) * (right - left),
    y: (share: number) => top + (1 - share) * HEIGHT,
  }
}

function shapesOf({ steps }: Curve, top: number, frame: Frame, element: Draw): SVGElement[] {
  const { x, y } = placesOf(top, frame)
  const level = (share: number) =>
    element('line', { class: share === 0.5 ? 'even' : 'axis', x1: x(0), x2: frame.right, y1: y(share), y2: y(share) })
  const path = steps.map(({ time, survival }) => `H${hundredth(x(time))}V${hundredth(y(survival))}`).join('')
  return [
    ...[0, 0.25, 0.5, 0.75, 1].map(level),
    element('path', { class: 'whisker', d: `M${hundredth(x(0))} ${hundredth(y(1))}${path}H${hundredth(frame.right)}` }),
    ...steps.flatMap(({ time, survival, logLog, failed }) => [
      ...(logLog && failed > 0
        ? [
            element('path', {
              class: 'whisker',
              d: `M${hundredth(x(time) - 3.5)} ${hundredth(y(logLog[1]))}h7M${hundredth(x(time) - 3.5)} ${hundredth(y(logLog[0]))}h7M${hundredth(x(time))} ${hundredth(y(logLog[1]))}V${hundredth(y(logLog[0]))}`,
            }),
          ]
        : []),
      ...drawEstimate(element, { at: x(time), y: y(survival), limits: null, open: failed === 0 }),
    ]),
  ]
}

function hundredth(pixels: number): number {
  return Math.round(100 * pixels) / 100
}

/** More numbers than this under an axis run into each other. */
const MOST_TICKS = { wide: 24, narrow: 9 } as const

function linesOf({ title, after, steps, href }: Curve, top: number, frame: Frame): Line[] {
  const { x, y } = placesOf(top, frame)
  const { width, right, left } = frame
  const shown = fitText(title, width - 190)
  const small = (text: string, at: number, down: number, anchor: Line['anchor'] = 'middle'): Line => ({
    ...{ x: at, y: down, anchor, spans: [{ text, className: 't-xs t3' }] },
  })
  const every = Math.ceil(steps.length / MOST_TICKS[width === NARROW ? 'narrow' : 'wide'])
  const numbered = steps.filter((_, k) => k % every === 0)
  return [
    { x: 0, y: top - 16, spans: [{ text: shown, className: 'b' }], href, ...(shown !== title && { title }) },
    { x: width, y: top - 16, anchor: 'end', spans: [{ text: fitText(after, 180, 13), className: 't-sm t2' }] },
    ...[0, 0.5, 1].map((share) => small(`${100 * share}${share === 0.5 ? '' : '%'}`, left - 8, y(share) + 4, 'end')),
    small('Turn', 0, top + HEIGHT + 18, 'start'),
    small('At risk', 0, top + HEIGHT + 35, 'start'),
    ...numbered.flatMap(({ time, atRisk }) => [
      small(String(time), Math.min(right, x(time)), top + HEIGHT + 18),
      small(String(atRisk), Math.min(right, x(time)), top + HEIGHT + 35),
    ]),
  ]
}
