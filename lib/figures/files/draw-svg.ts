import type PDFDocument from 'pdfkit'
import { setText } from './set-text'

type Style = { fill: string; stroke: string; width: number; dash: number[] | null }

/** Draws a figure (print look) on a page of a PDF, from where the page's origin is: shapes in vectors, text as text. */
export function drawSvg(page: PDFDocument, svg: string): void {
  const root = setText(svg)
  drawChildren(page, root, styleOf(root, { fill: '#000000', stroke: 'none', width: 1, dash: null }))
}

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
