import { DOMParser } from 'linkedom'
import { type Mark, setLine } from './set-line'
import type { Weight } from './typeface'

const NAMESPACE = 'http://www.w3.org/2000/svg'

/**
 * A figure (print look) with its text as outlines. Those of our typeface carry their words, font file and size as
 * well, so that a PDF can hold text that is found and copied.
 */
export function setText(svg: string): Element {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml') as unknown as Document
  const root = document.documentElement
  for (const text of [...root.querySelectorAll('text')]) {
    const group = document.createElementNS(NAMESPACE, 'g')
    for (const piece of place(text, root)) group.appendChild(toPath(document, piece))
    text.parentNode?.replaceChild(group, text)
  }
  return root
}

type Piece = Mark & { fill: string }

function toPath(document: Document, { d, x, y, fill, text }: Piece): Element {
  const path = document.createElementNS(NAMESPACE, 'path')
  const attributes = {
    ...{ d, fill, transform: `translate(${x},${y})` },
    ...(text && { 'data-file': text.file, 'data-size': String(text.size) }),
  }
  for (const [name, value] of Object.entries(attributes)) path.setAttribute(name, value)
  if (text) path.append(text.words)
  return path
}

function place(text: Element, root: Element): Piece[] {
  const own = (element: Element, name: string, otherwise: string) =>
    element.getAttribute(name) ?? text.getAttribute(name) ?? root.getAttribute(name) ?? otherwise
  const spans = [...text.children].filter(({ tagName }) => tagName === 'tspan')
  const lines = (spans.length > 0 ? spans : [text]).map((span) => {
    const weight: Weight = own(span, 'font-weight', '400') === '600' ? 600 : 400
    return {
      ...setLine(span.textContent ?? '', Number(own(span, 'font-size', '14')), weight),
      dx: Number(span === text ? 0 : (span.getAttribute('dx') ?? 0)),
      fill: own(span, 'fill', '#000000'),
    }
  })
  const width = lines.reduce((sum, line) => sum + line.dx + line.width, 0)
  const anchor = text.getAttribute('text-anchor')
  let x = Number(text.getAttribute('x') ?? 0) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0)
  const y = Number(text.getAttribute('y') ?? 0)
  return lines.flatMap((line) => {
    const from = x + line.dx
    x = from + line.width
    return line.marks.map((mark) => ({ ...mark, x: from + mark.x, y: y + mark.y, fill: line.fill }))
  })
}
