import * as Plot from '@observablehq/plot'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import { secondEstimate } from '@/lib/rates/tie-policy'
import { methodName } from '../method-note'
import type { MarkedRow } from '../read-counts'
import { printable, wrapText } from './fit-text'
import { pageLook, printLook } from './look'
import { type Line, svgDocument, svgElement, svgLine } from './svg'
import { headerLines, legend } from './win-tie-loss-header'
import { askedWords, type BarsContent, type FigureWidth, type Layout, layOut } from './win-tie-loss-layout'
import { axisLines, noteLines, rowLines } from './win-tie-loss-text'

export type FigureOptions = Partial<BarsContent> & {
  width?: FigureWidth
  /** `page` takes its colours from the page it stands on, light or dark; `print` brings its own. */
  look?: 'page' | 'print'
  /** Sentences for the foot of a download: what the caption on the page says. */
  notes?: readonly string[]
}

/**
 * Win, tie and loss as stacked bars, one row a pair, one panel a group, as SVG. Names are data from outside: they are
 * escaped, cut to fit, and given in full as titles.
 */
export function winTieLossFigure(counted: readonly MarkedRow[], options: FigureOptions = {}): string {
  const rows = counted.map((row) => ({
    ...row,
    group: printable(row.group),
    reference: printable(row.reference),
    other: printable(row.other),
  }))
  const { width = 'wide', look = 'page', notes = [] } = options
  const { ties = 'shown', method = 'wilson', intervals = true } = options
  const open = (look === 'page' && options.open) || null
  const foot = look === 'print' ? wrapText(notes.join(' '), width === 'wide' ? 1120 : 358, 12) : []
  const layout = layOut(rows, width, foot.length, { ties, method, intervals, open })
  const document = svgDocument()
  const lines = [...axisLines(layout), ...headerLines(layout), ...rowLines(layout), ...noteLines(layout, foot)]
  const svg = Plot.plot({
    document,
    className: 'figure',
    width: layout.width,
    height: layout.height,
    margin: 0,
    x: { type: 'linear', domain: [0, 1], range: [layout.left, layout.right], axis: null },
    y: { type: 'identity', axis: null },
    marks: [
      grid(layout),
      bars(layout),
      drawIntervals(layout),
      legend(layout, document),
      published(layout, document),
      inconsistent(layout, document),
      texts(lines, document),
    ],
  }) as SVGElement
  nameImage(svg, document, rows, layout)
  if (look === 'print') printLook(svg, layout)
  else pageLook(svg)
  return svg.outerHTML
}

/** Draws lines of text where they say, in pixels. */
function texts(lines: readonly Line[], document: Document): Plot.RenderFunction {
  return () =>
    svgElement(
      document,
      'g',
      {},
      lines.map((line) => svgLine(document, line)),
    ) as SVGElement
}

function grid({ panels, kind }: Layout): Plot.Markish {
  const ticks = (shares: number[]) => panels.flatMap(({ from, to }) => shares.map((share) => ({ share, from, to })))
  const where = { x: 'share', y1: 'from', y2: 'to' }
  return [
    // A narrow figure has text between its bars, which lines would strike through.
    Plot.ruleX(ticks(kind === 'wide' ? [0, 0.25, 0.75, 1] : []), { ...where, className: 'axis' }),
    Plot.ruleX(ticks([0.5]), { ...where, className: 'even' }),
  ]
}

/** The bars, and a thin gap where two segments wide enough for it meet. */
function bars(layout: Layout): Plot.Markish {
  const segments = layout.panels
    .flatMap(({ rows }) => rows)
    .filter(({ row }) => row.n > 0)
    .flatMap(({ row, top }) => {
      const ends = [0, row.wins, row.wins + row.ties, row.n].map((count) => count / row.n)
      return (['win', 'tie', 'loss'] as const).map((outcome, i) => {
        const [from, to] = [ends[i] as number, ends[i + 1] as number]
        return { outcome, from, to, top, bottom: top + layout.bar }
      })
    })
    .filter(({ from, to }) => to > from)
  const where = { x1: 'from', x2: 'to', y1: 'top', y2: 'bottom' }
  const scale = layout.right - layout.left
  const gaps = segments.filter(({ from, to }, i) => {
    const before = segments[i - 1]
    return from > 0 && before && Math.min(to - from, before.to - before.from) * scale >= 4
  })
  return [
    ...(['win', 'tie', 'loss'] as const).map((outcome) =>
      Plot.rect(
        segments.filter((segment) => segment.outcome === outcome),
        { ...where, className: outcome },
      ),
    ),
    Plot.ruleX(gaps, {
      x: 'from',
      y1: 'top',
      y2: 'bottom',
      className: 'gap',
    }),
  ]
}

/** Estimate and capped whisker under each bar: filled for wins, open for wins and ties, lower where the two would meet. */
function drawIntervals(layout: Layout): Plot.Markish {
  if (!layout.intervals) return []
  const placed = layout.panels.flatMap(({ rows }) => rows)
  const estimates = placed.flatMap(({ row, top }) =>
    [row.win, row.win && secondEstimate(row, layout.ties)].flatMap((estimate, i, [win, second]) => {
      if (!estimate) return []
      const [lower, upper] = estimate.interval
      const meets = win && second && win.interval[1] + 0.01 > second.interval[0]
      const y = top + layout.bar + (i === 1 && meets ? 18 : 9)
      return [{ share: estimate.share, lower, upper, y, open: i === 1 }]
    }),
  )
  const caps = estimates.flatMap(({ lower, upper, y }) =>
    [lower, upper].map((x) => ({ x, from: y - 3.5, to: y + 3.5 })),
  )
  const dot = { x: 'share', y: 'y', r: 3.5 }
  return [
    Plot.ruleY(estimates, { x1: 'lower', x2: 'upper', y: 'y', className: 'whisker' }),
    Plot.ruleX(caps, { x: 'x', y1: 'from', y2: 'to', className: 'whisker' }),
    Plot.dot(
      estimates.filter(({ open }) => !open),
      { ...dot, fill: 'currentColor', stroke: 'none', className: 'dot' },
    ),
    Plot.dot(
      estimates.filter(({ open }) => open),
      { ...dot, className: 'ring' },
    ),
  ]
}

/** ▽ over each bar where a published value stands. */
function published({ panels, left, right }: Layout, document: Document): Plot.RenderFunction {
  const marks = panels.flatMap(({ rows }) =>
    rows.flatMap(({ row: { mark }, top }) => (mark ? [mark.win, mark.winOrTie] : []).map((share) => ({ share, top }))),
  )
  const paths = marks.map(({ share, top }) => {
    const x = (left + share * (right - left)).toFixed(2)
    return svgElement(document, 'path', { class: 'ref', d: `M${x} ${top - 1}m-4 -6h8l-4 6z` })
  })
  return () => svgElement(document, 'g', {}, paths)
}

/** Hatched over each bar of models: the share of items on which their verdicts differ with the order. */
function inconsistent({ panels, left, right }: Layout, document: Document): Plot.RenderFunction {
  const strips = panels.flatMap(({ rows }) =>
    rows.flatMap(({ row: { asked }, top }) =>
      asked && asked.inconsistent > 0 ? [{ share: asked.inconsistent / asked.pairs, top }] : [],
    ),
  )
  const paths = strips.flatMap(({ share, top }) => {
    const [width, high] = [share * (right - left), STRIP]
    const strokes = Array.from({ length: Math.max(1, Math.floor(width / high)) }, (_, k) => left + k * high)
    const hatched = strokes.map((x) => `M${x.toFixed(2)} ${top - 2}l${high} ${-high}`).join('')
    return svgElement(document, 'path', { class: 'whisker', d: hatched })
  })
  return () => svgElement(document, 'g', {}, paths)
}

/** How high the hatched strip is, and how far apart its strokes are. */
const STRIP = 5

/** Gives the image its name and its content in words; Plot's own style sheet, alignment and mark labels go. */
function nameImage(
  svg: SVGElement,
  document: Document,
  rows: readonly MarkedRow[],
  { method, open }: Pick<BarsContent, 'method' | 'open'>,
): void {
  for (const style of svg.querySelectorAll('style')) style.remove()
  for (const labelled of svg.querySelectorAll('[aria-label]')) labelled.removeAttribute('aria-label')
  // Plot centres all text; what says nothing of it begins where it stands.
  svg.removeAttribute('text-anchor')
  const references = new Set(rows.map(({ reference }) => reference))
  const whose = references.size === 1 ? ` of ${[...references][0]}` : ''
  const sentences = rows.map((row) => {
    const name = `${row.group}, ${row.reference} against ${row.other}`
    if (!row.win || !row.tie || !row.loss) return `${name}: no judgments.`
    const shares = `wins ${percent(row.win.share, true)}%, ties ${percent(row.tie.share, true)}%, losses ${percent(row.loss.share, true)}%`
    const asked = askedWords(row)
    return `${name}: ${shares}, n ${wholeNumber(row.n)}${asked && `, ${asked}`}.`
  })
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  // What is an image has no links in it, for who hears the page.
  svg.setAttribute('role', open ? 'group' : 'img')
  svg.setAttribute('aria-label', `Wins, ties and losses${whose}, in percent, with ${methodName(method)}`)
  const description = svgElement(document, 'desc', {}, [sentences.join(' ')])
  svg.insertBefore(description, svg.firstChild)
}
