import { wholeNumber } from '@/lib/numbers/percent'
import { isTold, type RateRow } from '@/lib/rates/rates'
import { fitName, fitText, nameLines, pairLine, printable, textWidth } from './fit-text'
import { type Draw, type DrawOptions, drawSheet } from './sheet'
import { hundredths, type Line } from './svg'

/** A category or tag of one group: how many verdicts, and a rate for each pair. */
type SliceRow = { name: string; n: number; rows: readonly (RateRow & { href: string })[] }
export type SlicePanel = { group: string; slices: readonly SliceRow[] }

export const SLICES_WIDTH = 1120
const NARROW = 358
/** Pairs beside each other; more go into a further block. */
const ACROSS = 5
const GAP = 18

type Frame = { width: number; left: number; cell: number; pitch: number; across: number; narrow: boolean }
type Block = { title: string; pairs: { label: PairLabel; index: number }[]; slices: readonly SliceRow[]; top: number }

/** Wins, ties and losses in each category or with each tag: small bars with their counts, * where told from even. */
export function sliceBars(name: string, kind: string, panels: readonly SlicePanel[], options: DrawOptions): string {
  const narrow = options.width === 'narrow'
  const names = panels.flatMap(({ slices }) => slices.map((slice) => textWidth(printable(slice.name)) + 92))
  const width = narrow ? NARROW : SLICES_WIDTH
  const left = narrow ? 0 : Math.min(280, Math.max(150, ...names))
  const most = Math.max(1, ...panels.map(({ slices }) => slices[0]?.rows.length ?? 0))
  const across = narrow ? 1 : Math.min(ACROSS, most)
  const frame = { width, left, cell: (width - left) / across, pitch: narrow ? 0 : 44, across, narrow }
  const blocks = narrow ? [] : place(panels, frame)
  return drawSheet(
    {
      name,
      description: describe(panels),
      width,
      draw: (element) => (narrow ? drawNarrow(panels, element) : drawBlocks(blocks, kind, frame, element)),
    },
    options,
  )
}

function describe(panels: readonly SlicePanel[]): string {
  return panels
    .flatMap(({ group, slices }) =>
      slices.flatMap(({ name, rows }) =>
        rows
          .filter(({ n }) => n > 0)
          .map(
            ({ reference, other, wins, ties, losses }) =>
              `${printable(group)}, ${printable(name)}, ${printable(reference)} against ${printable(other)}: ${wins} wins, ${ties} ties, ${losses} losses.`,
          ),
      ),
    )
    .join(' ')
}

/** A pair's name as far as it fits, and whole where it is cut: the other system where one reference stands for all. */
type PairLabel = { text: string; title?: string }

function pairLabels(rows: readonly RateRow[], width: number): PairLabel[] {
  const one = new Set(rows.map(({ reference }) => reference)).size === 1
  return rows.map((row) => {
    const [reference, other] = [printable(row.reference), printable(row.other)]
    const whole = one ? other : `${reference} v ${other}`
    const text = one ? fitName(other, width, 13) : pairLine([reference, other], width, 13)
    return { text, ...(text !== whole && { title: whole }) }
  })
}

function place(panels: readonly SlicePanel[], { across, cell, pitch }: Frame): Block[] {
  let top = 0
  return panels.flatMap(({ group, slices }) => {
    const labels = pairLabels(slices[0]?.rows ?? [], cell - GAP)
    return Array.from({ length: Math.ceil(labels.length / across) }, (_, block) => {
      const pairs = labels
        .slice(block * across, (block + 1) * across)
        .map((label, i) => ({ label, index: block * across + i }))
      const one = { title: printable(group), pairs, slices, top }
      top += HEAD + slices.length * pitch + 28
      return one
    })
  })
}

const HEAD = 54

function drawBlocks(blocks: readonly Block[], kind: string, frame: Frame, element: Draw) {
  const last = blocks.at(-1)
  return {
    shapes: [
      ...legendSquares(frame.width, element),
      ...blocks.flatMap((block) => blockRules(block, frame, element)),
      ...drawBars(
        blocks.flatMap((block) => blockBars(block, frame)),
        element,
      ),
    ],
    lines: [...legendWords(frame.width), ...blocks.flatMap((block) => blockLines(block, kind, frame))],
    height: last ? last.top + HEAD + last.slices.length * frame.pitch + 2 : 0,
  }
}

const LEGEND = [
  ['win', 'wins'],
  ['tie', 'ties'],
  ['loss', 'losses'],
] as const

/** Where a legend's square stands, right of the first heading. */
function legendAt(k: number, width: number): number {
  return width - 176 + 58 * k
}

function legendSquares(width: number, element: Draw): SVGElement[] {
  return LEGEND.map(([name], k) =>
    element('rect', { class: name, x: legendAt(k, width), y: 4.5, width: 11, height: 11 }),
  )
}

function legendWords(width: number): Line[] {
  return LEGEND.map(([, text], k) => ({ x: legendAt(k, width) + 16, y: 14, spans: [{ text, className: 't-xs t2' }] }))
}

function blockRules({ top, slices }: Block, { width, pitch }: Frame, element: Draw): SVGElement[] {
  const at = (y: number, name: string) => element('line', { class: name, x1: 0, x2: width, y1: y, y2: y })
  return [
    at(top + HEAD - 28, 'frame'),
    at(top + HEAD - 2, 'frame'),
    ...slices.map((_, k) => at(top + HEAD + (k + 1) * pitch - 1, k === slices.length - 1 ? 'frame' : 'axis')),
  ]
}

function blockBars({ top, slices, pairs }: Block, frame: Frame): Bar[] {
  return slices.flatMap(({ rows }, k) =>
    pairs.flatMap(({ index }, column) => {
      const x = frame.left + column * frame.cell
      return bars(rows[index], { x, y: top + HEAD + k * frame.pitch + 8, width: frame.cell - GAP })
    }),
  )
}

/** A bar of one outcome, as a subpath. */
type Bar = { outcome: (typeof LEGEND)[number][0]; path: string }

function bars(row: RateRow | undefined, at: { x: number; y: number; width: number }): Bar[] {
  if (!row || row.n === 0) return []
  let x = at.x
  return LEGEND.flatMap(([outcome, count]) => {
    const width = (row[count] / row.n) * at.width
    const from = x
    x += width
    const [left, across] = [hundredths(from), hundredths(Math.max(0.5, width - 1))]
    return width > 0 ? [{ outcome, path: `M${left} ${at.y}h${across}v9h-${across}z` }] : []
  })
}

/** All bars of an outcome as one shape: element by element they would be a third of a large page. */
function drawBars(all: readonly Bar[], element: Draw): SVGElement[] {
  return LEGEND.flatMap(([name]) => {
    const paths = all.filter(({ outcome }) => outcome === name).map(({ path }) => path)
    return paths.length > 0 ? [element('path', { class: name, d: paths.join('') })] : []
  })
}

function blockLines({ title, top, slices, pairs }: Block, kind: string, { left, cell, pitch }: Frame): Line[] {
  const head = top + HEAD - 10
  const line = ({ text, ...more }: PairLabel, x: number, y: number, className: string): Line => ({
    ...{ x, y, spans: [{ text, className }] },
    ...more,
  })
  return [
    line(fitted(title, 900), 0, top + 14, 'b'),
    { x: 0, y: head, spans: [{ text: kind, className: 't-sm b' }] },
    { x: left - 28, y: head, anchor: 'end', spans: [{ text: 'n', className: 't-sm b' }] },
    ...pairs.map(({ label }, k) => line(label, left + k * cell, head, 't-sm b')),
    ...slices.flatMap(({ name, n, rows }, k): Line[] => {
      const y = top + HEAD + k * pitch + 32
      return [
        ...sliceName(printable(name), left - 76, y),
        { x: left - 28, y, anchor: 'end', spans: [{ text: wholeNumber(n), className: 't2' }] },
        ...pairs.map(({ index }, column) => countLine(rows[index], left + column * cell, y)),
      ]
    }),
  ]
}

function fitted(text: string, width: number): PairLabel {
  const fit = fitText(text, width)
  return { text: fit, ...(fit !== text && { title: text }) }
}

/** In two lines if need be, the last of them beside the numbers. */
function sliceName(name: string, width: number, y: number): Line[] {
  const lines = nameLines(name, width)
  return lines.map((text, k) => ({
    x: 0,
    y: y - 16 * (lines.length - 1 - k),
    spans: [{ text }],
    ...(k === 0 && lines.join(' ') !== name && { title: name }),
  }))
}

function countLine(row: SliceRow['rows'][number] | undefined, x: number, y: number): Line {
  if (!row || row.n === 0) return { x, y, spans: [{ text: 'none', className: 't-sm t3' }] }
  const told = isTold(row)
  const text = [row.wins, row.ties, row.losses].map(wholeNumber).join(' · ')
  return { x, y, spans: [{ text: told ? `${text} *` : text, className: told ? 't-sm b' : 't-sm' }], href: row.href }
}

/** On a phone: a heading for each slice, under it a line for each pair. */
function drawNarrow(panels: readonly SlicePanel[], element: Draw) {
  const drawn: Bar[] = []
  const lines = legendWords(NARROW)
  // The legend stands beside the first heading, or over the first slice.
  let y = panels.length > 1 ? -4 : 12
  for (const { group, slices } of panels) {
    if (panels.length > 1) y += 18
    if (panels.length > 1) lines.push({ x: 0, y, spans: [{ text: fitText(printable(group), NARROW), className: 'b' }] })
    for (const { name, n, rows } of slices) {
      y += 26
      lines.push({ x: 0, y, spans: [{ text: fitText(printable(name), NARROW - 90), className: 't-sm b' }] })
      lines.push({ x: NARROW, y, anchor: 'end', spans: [{ text: `n = ${wholeNumber(n)}`, className: 't-xs t3' }] })
      const labels = pairLabels(rows, 120)
      rows.forEach((row, k) => {
        y += 20
        lines.push({ x: 0, y, ...labels[k], spans: [{ text: labels[k]?.text ?? '', className: 't-sm t2' }] })
        drawn.push(...bars(row, { x: 128, y: y - 9, width: 130 }))
        lines.push({ ...countLine(row, NARROW, y), anchor: 'end' })
      })
    }
    y += 14
  }
  return { shapes: [...legendSquares(NARROW, element), ...drawBars(drawn, element)], lines, height: y }
}
