import { DOMParser } from 'linkedom'
import { outlineLine, type Weight } from './outline-line'

/** Turns the text of a figure (print look) into outlines; what the typeface lacks stays text. */
export function outlineText(svg: string): Document {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml') as unknown as Document
  const root = document.documentElement
  for (const text of [...root.querySelectorAll('text')]) {
    const group = document.createElementNS('http://www.w3.org/2000/svg', 'g')
    for (const piece of outlinePieces(text, root)) {
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
      path.setAttribute('d', piece.d)
      path.setAttribute('transform', `translate(${piece.x},${piece.y})`)
      path.setAttribute('fill', piece.fill)
      group.appendChild(path)
    }
    text.parentNode?.replaceChild(group, text)
  }
  return document
}

type Piece = { d: string; x: number; y: number; fill: string }

function outlinePieces(text: Element, root: Element): Piece[] {
  const own = (element: Element, name: string, otherwise: string) =>
    element.getAttribute(name) ?? text.getAttribute(name) ?? root.getAttribute(name) ?? otherwise
  const spans = [...text.children].filter(({ tagName }) => tagName === 'tspan')
  const pieces = (spans.length > 0 ? spans : [text]).map((span) => {
    const weight: Weight = own(span, 'font-weight', '400') === '600' ? 600 : 400
    const outlined = outlineLine(span.textContent ?? '', Number(own(span, 'font-size', '14')), weight)
    return {
      ...outlined,
      dx: Number(span === text ? 0 : (span.getAttribute('dx') ?? 0)),
      fill: own(span, 'fill', '#000000'),
    }
  })
  const width = pieces.reduce((sum, piece) => sum + piece.dx + piece.width, 0)
  const anchor = text.getAttribute('text-anchor')
  let x = Number(text.getAttribute('x') ?? 0) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
  const y = Number(text.getAttribute('y') ?? 0)
  return pieces.map(({ d, dx, width: advance, fill }) => {
    const piece = { d, x: x + dx, y, fill }
    x += dx + advance
    return piece
  })
}
