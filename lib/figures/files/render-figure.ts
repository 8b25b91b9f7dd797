import { renderAsync } from '@resvg/resvg-js'
import PDFDocument from 'pdfkit'
import { AppError } from '@/lib/errors'
import { pngZoom, TOO_LARGE_FOR_PNG, viewBox } from './png-size'
import { setText } from './set-text'

/**
 * A figure as a PNG of twice its size in pixels, on white; of less where that is too large. Drawn in a thread of its own.
 *
 * @throws AppError `too_large` where not even its own size fits
 */
export async function renderPng(svg: string): Promise<Uint8Array> {
  const zoom = pngZoom(svg)
  if (zoom < 1) throw new AppError('too_large', { message: TOO_LARGE_FOR_PNG })
  const options = { fitTo: { mode: 'zoom', value: zoom }, background: '#ffffff' } as const
  return (await renderAsync(setText(svg).outerHTML, options)).asPng()
}

/** The PDF format knows no longer sides of a page, in points. */
const PDF_LONGEST = 14_400

/**
 * A figure as a PDF page of its own size, or as large as a page can be: shapes in vectors, text as text with its fonts
 * embedded.
 */
export async function renderPdf(svg: string, title: string): Promise<Uint8Array> {
  const root = setText(svg)
  const { x, y, width, height } = viewBox(svg)
  const scale = Math.min(1, PDF_LONGEST / Math.max(width, height))
  const page = new PDFDocument({
    size: [width * scale, height * scale],
    margin: 0,
    info: { Title: title },
    displayTitle: true,
    lang: 'en',
  })
  const chunks: Uint8Array[] = []
  page.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise((resolve) => page.on('end', resolve))
  page.scale(scale)
  page.translate(-x, -y)
  drawChildren(page, root, styleOf(root, { fill: '#000000', stroke: 'none', width: 1, dash: null }))
  page.end()
  await ended
  return Buffer.concat(chunks)
}

type Style = { fill: string; stroke: string; width: number; dash: number[] | null }

function styleOf(element: Element, inherited: Style): Style {
  const dash = element.getAttribute('stroke-dasharray')
  return {
    fill: element.getAttribute('fill') ?? inherited.fill,
    stroke: element.getAttribute('stroke') ?? inherited.stroke,
    width: Number(element.getAttribute('stroke-width') ?? inherited.width),
    dash: dash ? dash.split(/[ ,]+/).map(Number) : inherited.dash,
  }
}

function drawChildren(page: PDFDocument, parent: Element, inherited: Style): void {
  for (const element of parent.children) {
    const style = styleOf(element, inherited)
    page.save()
    const [, dx = 0, dy = 0] = (
      /translate\(([^,)]+),?([^)]*)\)/.exec(element.getAttribute('transform') ?? '') ?? []
    ).map(Number)
    if (dx || dy) page.translate(dx, dy)
    if (element.tagName === 'g') drawChildren(page, element, style)
    else if (element.hasAttribute('data-file')) write(page, element, style)
    else if (trace(page, element)) paint(page, style)
    page.restore()
  }
}

function write(page: PDFDocument, element: Element, { fill }: Style): void {
  const of = (name: string) => element.getAttribute(name) ?? ''
  page
    .font(of('data-file'))
    .fontSize(Number(of('data-size')))
    .fillColor(fill)
  page.text(element.textContent ?? '', 0, 0, { lineBreak: false, baseline: 'alphabetic' })
}

/** @returns false for what leaves no mark */
function trace(page: PDFDocument, element: Element): boolean {
  const at = (name: string) => Number(element.getAttribute(name) ?? 0)
  switch (element.tagName) {
    case 'rect':
      page.rect(at('x'), at('y'), at('width'), at('height'))
      return true
    case 'circle':
      page.circle(at('cx'), at('cy'), at('r'))
      return true
    case 'line':
      page.path(`M${at('x1')} ${at('y1')}L${at('x2')} ${at('y2')}`)
      return true
    case 'path':
      page.path(element.getAttribute('d') ?? '')
      return (element.getAttribute('d') ?? '') !== ''
    default:
      return false
  }
}

function paint(page: PDFDocument, { fill, stroke, width, dash }: Style): void {
  page.lineWidth(width)
  if (dash) page.dash(dash[0] ?? 1, { space: dash[1] ?? dash[0] ?? 1 })
  const [filled, stroked] = [fill !== 'none' && fill !== 'currentColor', stroke !== 'none' && stroke !== 'currentColor']
  if (filled && stroked) page.fillAndStroke(fill, stroke)
  else if (filled) page.fill(fill)
  else if (stroked) page.stroke(stroke)
}
