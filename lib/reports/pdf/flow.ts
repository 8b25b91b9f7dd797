import PDFDocument from 'pdfkit'
import { drawSvg } from '@/lib/figures/files/draw-svg'
import { viewBox } from '@/lib/figures/files/png-size'
import { setLine } from '@/lib/figures/files/set-line'
import type { Weight } from '@/lib/figures/files/typeface'
import { wrapLines } from './wrap-lines'

/** A4 on its long side, as figures are wide; in points. */
const [WIDTH, HEIGHT] = [841.89, 595.28]
const MARGIN = 48
/** Room for the line at the foot of each page. */
const FOOT = 26
export const TEXT_WIDTH = WIDTH - 2 * MARGIN
const INK = '#1c1b18'
const BOTTOM = HEIGHT - MARGIN - FOOT

/** A document that is filled from above; `y` is where the next line begins. */
export type Flow = { page: PDFDocument; y: number }

type Style = { size: number; weight?: Weight; colour?: string }

/** A new document. The moment is the report's, not that of the clock: the same report is the same bytes. */
export function startFlow(title: string, at: Date): Flow {
  const page = new PDFDocument({
    size: [WIDTH, HEIGHT],
    margin: 0,
    info: { Title: title, Creator: 'Evenhand', CreationDate: at, ModDate: at },
    ...{ displayTitle: true, lang: 'en', bufferPages: true },
  })
  return { page, y: MARGIN }
}

/** Begins a page where less room than this is left. */
export function makeRoom(flow: Flow, height: number): void {
  if (flow.y + height <= BOTTOM || flow.y === MARGIN) return
  flow.page.addPage()
  flow.y = MARGIN
}

/** Words in lines of a width that can be read, broken over pages; at least two lines stand together. */
export function writeText(
  flow: Flow,
  text: string,
  { above = 0, width = 560, indent = 0, ...style }: Style & { above?: number; width?: number; indent?: number },
): void {
  const lines = wrapLines(text, width - indent, style)
  const height = 1.38 * style.size
  if (flow.y > MARGIN) flow.y += above
  makeRoom(flow, Math.min(2, lines.length) * height)
  for (const line of lines) {
    makeRoom(flow, height)
    drawLine(flow.page, line, { x: MARGIN + indent, y: flow.y + style.size }, style)
    flow.y += height
  }
}

/** One line at its baseline, in our typeface, and as outlines where it lacks a letter. */
export function drawLine(
  page: PDFDocument,
  words: string,
  { x, y }: { x: number; y: number },
  { size, weight = 400, colour = INK }: Style,
): void {
  for (const mark of setLine(words, size, weight).marks)
    if (mark.text) {
      page.font(mark.text.file).fontSize(mark.text.size).fillColor(colour)
      page.text(mark.text.words, x + mark.x, y + mark.y, { lineBreak: false, baseline: 'alphabetic' })
    } else if (mark.d !== '') {
      page.save()
      page.translate(x + mark.x, y + mark.y)
      page.path(mark.d).fill(colour)
      page.restore()
    }
}

const FIGURE_HEAD = { size: 10, weight: 600 } as const

/** The largest that a figure is drawn, and the smallest at which its letters can be read. */
const [LARGEST, SMALLEST] = [0.8, 0.5]
/** Over a figure there is room for the headings of its part. */
const FIGURE_ROOM = BOTTOM - MARGIN - 100

/** How large a figure is drawn, and how high it comes out with its title. */
function figureSize(svg: string): { scale: number; height: number; isTall: boolean } {
  const { width, height } = viewBox(svg)
  const byWidth = Math.min(LARGEST, TEXT_WIDTH / width)
  const byHeight = Math.min(byWidth, FIGURE_ROOM / height)
  const isTall = byHeight < Math.min(SMALLEST, byWidth)
  const scale = isTall ? Math.min(0.62, byWidth) : byHeight
  return { scale, height: scale * height + 1.38 * FIGURE_HEAD.size, isTall }
}

/** How much room a figure wants on the page where its heading stands; none where it has a page of its own. */
export function figureHeight(svg: string): number {
  const { height, isTall } = figureSize(svg)
  return isTall ? 0 : height
}

/** A figure under its title, which stay together; one that is too high for any page has a page that is as high. */
export function drawFigure(flow: Flow, svg: string, title: string): void {
  const { x, y } = viewBox(svg)
  const { scale, height, isTall } = figureSize(svg)
  if (isTall) {
    flow.page.addPage({ size: [WIDTH, height + 2 * MARGIN + FOOT], margin: 0 })
    flow.y = MARGIN
  } else makeRoom(flow, height)
  const above = flow.y
  drawLine(
    flow.page,
    wrapLines(`${title}.`, TEXT_WIDTH, FIGURE_HEAD)[0] ?? '',
    { x: MARGIN, y: above + 10 },
    FIGURE_HEAD,
  )
  flow.page.save()
  flow.page.translate(MARGIN, above + 1.38 * FIGURE_HEAD.size)
  flow.page.scale(scale)
  flow.page.translate(-x, -y)
  drawSvg(flow.page, svg)
  flow.page.restore()
  // After a page of another size comes one of the usual.
  flow.y = isTall ? Number.POSITIVE_INFINITY : above + height
}

/** A thin line over the whole width. */
export function drawRule(flow: Flow, from: number, width: number): void {
  flow.page.lineWidth(0.5)
  flow.page.path(`M${from} ${flow.y}L${from + width} ${flow.y}`).stroke('#8b867b')
}

/** Where lines begin. */
export const LEFT = MARGIN

/** Numbers the pages, with a word at the foot of each, and ends the document. */
export async function endFlow({ page }: Flow, foot: string): Promise<Uint8Array> {
  const { count } = page.bufferedPageRange()
  for (let number = 0; number < count; number++) {
    page.switchToPage(number)
    const style = { size: 8, colour: '#6b675e' }
    const y = page.page.height - MARGIN + 14
    drawLine(page, wrapLines(foot, TEXT_WIDTH - 60, style)[0] ?? '', { x: MARGIN, y }, style)
    const place = `${number + 1} / ${count}`
    const { width } = setLine(place, style.size, 400)
    drawLine(page, place, { x: WIDTH - MARGIN - width, y }, style)
  }
  const chunks: Uint8Array[] = []
  page.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise((resolve) => page.on('end', resolve))
  page.end()
  await ended
  return Buffer.concat(chunks)
}
