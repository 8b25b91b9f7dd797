import { renderAsync } from '@resvg/resvg-js'
import PDFDocument from 'pdfkit'
import { AppError } from '@/lib/errors'
import { drawSvg } from './draw-svg'
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
 *
 * @param at its date; that of the clock, where none is given
 */
export async function renderPdf(svg: string, title: string, at?: Date): Promise<Uint8Array> {
  const { x, y, width, height } = viewBox(svg)
  const scale = Math.min(1, PDF_LONGEST / Math.max(width, height))
  const page = new PDFDocument({
    size: [width * scale, height * scale],
    margin: 0,
    info: { Title: title, ...(at && { CreationDate: at, ModDate: at }) },
    displayTitle: true,
    lang: 'en',
  })
  const chunks: Uint8Array[] = []
  page.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise((resolve) => page.on('end', resolve))
  page.scale(scale)
  page.translate(-x, -y)
  drawSvg(page, svg)
  page.end()
  await ended
  return Buffer.concat(chunks)
}
