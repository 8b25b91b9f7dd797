import { percent, percentRange, wholeNumber, wholePercent } from '@/lib/numbers/percent'
import type { Share } from '@/lib/stats/shares'
import { fitName, fitText, nameLines, printable, textWidth } from './fit-text'
import { type Draw, type DrawOptions, drawEstimate, drawSheet } from './sheet'
import type { Line } from './svg'
import { toneOf } from './tones'

/** One bar: what it is called, how many ratings, the share of each option, where the rows behind a number are. */
export type RatedBar = {
  label: string
  n: number
  shares: readonly Share[]
  /** Of one option, by its place; of all without. */
  hrefOf?: (option?: number) => string
}

/** Bars under one heading. */
export type BarPanel = { title: string; bars: readonly RatedBar[] }

type Content = { options: readonly string[]; panels: readonly BarPanel[]; intervals: boolean }

export const BARS_WIDTH = 1120
const NARROW = 358
const BAR = 28
/** Where the two columns of numbers end, from the right. */
const COLUMNS = [190, 0] as const

type Frame = { wide: boolean; width: number; left: number; right: number; pitch: number }
type Placed = { panel: BarPanel; heading: number; bars: { bar: RatedBar; top: number }[]; from: number; to: number }

/**
 * Shares of the options of a scale as stacked bars, the worst option first, with whiskers under the ends of the scale: ●
 * the worst option's share from the left, ○ the best one's from the right.
 */
export function ratedBars(name: string, content: Content, options: DrawOptions): string {
  const clean: Content = {
    ...content,
    options: content.options.map(printable),
    panels: content.panels.map(({ title, bars }) => ({
      title: printable(title),
      bars: bars.map((bar) => ({ ...bar, label: printable(bar.label) })),
    })),
  }
  const frame = frameOf(clean, options.width === 'wide')
  const key = legend(clean, frame)
  const placed = place(clean.panels, frame, (key.at(-1)?.y ?? 0) + 16)
  const last = placed.at(-1)
  return drawSheet(
    {
      name,
      description: describe(clean),
      width: frame.width,
      draw: (element) => ({
        shapes: [
          ...key.map(({ x, y, at }) =>
            element('rect', { class: toneOf(at, clean.options.length).fill, x, y: y - 10, width: 11, height: 11 }),
          ),
          ...placed.flatMap((one) => panelShapes(one, clean, frame, element)),
        ],
        lines: [
          ...key.map(({ x, y, text }): Line => ({ x: x + 16, y, spans: [{ text, className: 't-xs t2' }] })),
          ...placed.flatMap((one) => panelLines(one, clean, frame)),
        ],
        height: (last?.to ?? 0) + 24,
      }),
    },
    options,
  )
}

function describe({ options, panels }: Content): string {
  return panels
    .flatMap(({ title, bars }) =>
      bars.map(({ label, n, shares }) => {
        const said = shares.map(({ share }, k) => `${options[k]} ${percent(share, true)}%`).join(', ')
        return `${title ? `${title}, ` : ''}${label}: ${said}, n ${wholeNumber(n)}.`
      }),
    )
    .join(' ')
}

function frameOf({ panels, intervals }: Content, wide: boolean): Frame {
  if (!wide) return { wide, width: NARROW, left: 0, right: NARROW, pitch: intervals ? 114 : 96 }
  const names = panels.flatMap(({ bars }) => bars.map(({ label }) => textWidth(label) + 20))
  const left = Math.min(240, Math.max(128, ...names))
  return { wide, width: BARS_WIDTH, left, right: BARS_WIDTH - 400, pitch: intervals ? 60 : 44 }
}

/** The options with their tones, in as many lines as they need. */
function legend({ options }: Content, { width }: Frame): { text: string; at: number; x: number; y: number }[] {
  let [x, y] = [0, 12]
  return options.map((option, at) => {
    const text = fitText(option, width - 16, 12)
    const wide = 16 + textWidth(text, 12) + 18
    if (x > 0 && x + wide > width) [x, y] = [0, y + 20]
    const one = { text, at, x, y }
    x += wide
    return one
  })
}

function place(panels: readonly BarPanel[], frame: Frame, start: number): Placed[] {
  let y = start
  return panels.map((panel, k) => {
    const heading = y + 20
    const first = heading + (frame.wide ? 18 : 34)
    const bars = panel.bars.map((bar, index) => ({ bar, top: first + index * frame.pitch }))
    // Over a narrow axis stands text, which needs less room than the next name.
    const to = first + panel.bars.length * frame.pitch - (frame.wide ? 2 : 24)
    y = to + (k === panels.length - 1 ? 0 : 34)
    return { panel, heading, bars, from: first - 8, to }
  })
}

function panelShapes({ bars, from, to }: Placed, { options, intervals }: Content, frame: Frame, element: Draw) {
  const { wide, left, right } = frame
  const x = (share: number) => left + Math.min(1, Math.max(0, share)) * (right - left)
  const q = options.length
  const rule = (share: number) => element('line', { class: 'axis', x1: x(share), x2: x(share), y1: from, y2: to })
  return [
    // A narrow figure has text between its bars, which lines would strike through.
    ...(wide ? [0, 0.25, 0.5, 0.75, 1].map(rule) : []),
    ...bars.flatMap(({ bar: { shares }, top }) => {
      const ends = endsOf(shares)
      const segments = shares.flatMap(({ share }, k) => {
        const [start, end] = [x(ends[k] as number), x((ends[k] as number) + share)]
        const width = Math.max(0.5, end - start - (k < q - 1 ? 1 : 0))
        return share > 0 ? [element('rect', { class: toneOf(k, q).fill, x: start, y: top, width, height: BAR })] : []
      })
      return [...segments, ...(intervals ? whiskers(shares, top, x, element) : [])]
    }),
  ]
}

/** Where each segment begins. */
function endsOf(shares: readonly Share[]): number[] {
  let sum = 0
  return shares.map(({ share }) => {
    sum += share
    return sum - share
  })
}

/** Under the bar; the second lower where the two would meet. Of two options one share says all. */
function whiskers(shares: readonly Share[], top: number, x: (share: number) => number, element: Draw): SVGElement[] {
  const [worst, best] = [shares[0], shares.at(-1)]
  if (!worst || !best) return []
  const one = { at: worst.share, limits: worst.interval, open: false }
  const other = { at: 1 - best.share, limits: [1 - best.interval[1], 1 - best.interval[0]] as const, open: true }
  const meet = one.limits[1] + 0.01 > other.limits[0]
  return (shares.length > 2 ? [one, other] : [one]).flatMap(({ at, limits, open }) =>
    drawEstimate(element, {
      at: x(at),
      y: top + BAR + (open && meet ? 18 : 9),
      limits: [x(limits[0]), x(limits[1])],
      open,
    }),
  )
}

function panelLines(placed: Placed, content: Content, frame: Frame): Line[] {
  const { panel, heading, bars, to } = placed
  const { wide, width, left, right } = frame
  const title = fitText(panel.title, width - (wide ? 420 : 0))
  const heads = wide ? columnHeads(content.options) : []
  const shares = wide ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.5, 1]
  return [
    {
      x: 0,
      y: heading,
      spans: [{ text: title, className: 'b' }],
      ...(title !== panel.title && { title: panel.title }),
    },
    ...heads.map(
      (text, k): Line => ({
        x: width - (COLUMNS[k] as number),
        y: heading,
        anchor: 'end',
        spans: [{ text: fitText(text, 180, 13), className: 't-sm t2' }],
      }),
    ),
    ...bars.flatMap((one) => barLines(one, content, frame)),
    ...shares.map(
      (share): Line => ({
        x: left + share * (right - left),
        y: to + 15,
        anchor: wide ? 'middle' : (['start', 'middle', 'end'] as const)[share * 2],
        spans: [{ text: share === 0 || share === 1 ? `${share * 100}%` : `${share * 100}`, className: 't-xs t3' }],
      }),
    ),
  ]
}

/** The ends of the scale, of which the numbers stand beside the bars. */
function columnHeads(options: readonly string[]): string[] {
  return [options[0], options.at(-1)].map((option) => `${option}, %`)
}

function barLines({ bar, top }: Placed['bars'][number], content: Content, frame: Frame): Line[] {
  const { label, n, hrefOf } = bar
  const { wide, width, left } = frame
  const size: Line = {
    ...{ x: wide ? 0 : width, y: wide ? top + 36 : top - 8, anchor: wide ? 'start' : 'end' },
    ...{ spans: [{ text: `n = ${wholeNumber(n)}`, className: 't-xs t3' }], ...(hrefOf && { href: hrefOf() }) },
  }
  const name = wide ? nameLines(label, left - 16) : [fitName(label, width - 90)]
  const names = name.map((text, k): Line => {
    const y = wide ? top + 19 - 16 * (name.length - 1 - k) : top - 8
    return { x: 0, y, spans: [{ text, className: 'b' }], ...(k === 0 && name.join(' ') !== label && { title: label }) }
  })
  return [...names, size, ...segmentLines(bar, top, frame), ...numberLines(bar, top, content, frame)]
}

/** The percent of each option on its segment, where there is room. */
function segmentLines({ shares, hrefOf }: RatedBar, top: number, { left, right }: Frame): Line[] {
  const ends = endsOf(shares)
  return shares.flatMap(({ share, count }, k): Line[] => {
    const text = wholePercent(share)
    if (count === 0 || textWidth(text) > share * (right - left) - 6) return []
    const x = left + ((ends[k] as number) + share / 2) * (right - left)
    const className = `${toneOf(k, shares.length).text} b`
    const link = hrefOf && { href: hrefOf(k), passed: true as const }
    return [{ x, y: top + 19, anchor: 'middle', spans: [{ text, className }], ...link }]
  })
}

/** Both ends of the scale with their limits: in columns beside a wide figure's bars, in lines under a narrow one's. */
function numberLines({ shares, hrefOf }: RatedBar, top: number, { options, intervals }: Content, frame: Frame): Line[] {
  const { wide, width } = frame
  const ends = [0, shares.length - 1]
  return ends.flatMap((option, k): Line[] => {
    const share = shares[option]
    if (!share) return []
    const range = { text: percentRange(share.interval), className: wide ? 't2' : 't-xs t2', dx: 8 }
    const link = hrefOf && share.count > 0 && { href: hrefOf(option) }
    if (wide) {
      const spans = [{ text: percent(share.share), className: 'b' }, range]
      return [{ x: width - (COLUMNS[k] as number), y: top + 19, anchor: 'end', spans, ...link }]
    }
    const text = fitText(`${options[option]}: ${percent(share.share)}%`, 200, 12)
    const y = top + BAR + (intervals ? 34 : 16) + 16 * k
    return [{ x: 0, y, spans: [{ text, className: 't-xs b' }, range], ...link }]
  })
}
