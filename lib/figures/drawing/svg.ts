import { DOMParser } from 'linkedom'
import { xmlText } from '@/lib/visible'

const NAMESPACE = 'http://www.w3.org/2000/svg'

/** A document to draw in, outside of a browser. An XML one: its serialiser escapes attributes, the HTML one does not. */
export function svgDocument(): Document {
  return new DOMParser().parseFromString(`<svg xmlns="${NAMESPACE}"/>`, 'image/svg+xml') as unknown as Document
}

type Attributes = Record<string, string | number>

/** Rounded to a hundredth of a pixel: finer than any screen, and a large figure has thousands of them. */
export function hundredths(pixels: number): number {
  return Math.round(pixels * 100) / 100
}

/** A new SVG element with attributes and children; strings become text. */
export function svgElement(
  document: Document,
  name: string,
  attributes: Attributes = {},
  children: readonly (SVGElement | string)[] = [],
): SVGElement {
  const element = document.createElementNS(NAMESPACE, name) as SVGElement
  for (const [key, value] of Object.entries(attributes))
    element.setAttribute(key, typeof value === 'number' ? String(hundredths(value)) : xmlText(value))
  for (const child of children)
    element.appendChild(typeof child === 'string' ? document.createTextNode(xmlText(child)) : child)
  return element
}

/** A piece of a line: its text, the classes it is set in, and the space before it. */
export type Span = { text: string; className?: string; dx?: number }

/**
 * A line of text at its baseline. `title` is the full text where the line is cut short; `href` opens the rows behind it.
 * One link that is `passed` is not a stop of the Tab key: another of the drawing is, and a table has the same link.
 */
export type Line = {
  x: number
  y: number
  anchor?: 'start' | 'middle' | 'end'
  spans: readonly Span[]
  title?: string
  href?: string
  passed?: true
}

/** A line of text in spans, which Plot's own text mark does not set. */
export function svgLine(document: Document, { x, y, anchor, spans, title, href, passed }: Line): SVGElement {
  const parts = spans.map(({ text, className, dx }) =>
    svgElement(document, 'tspan', { ...(className && { class: className }), ...(dx && { dx }) }, [text]),
  )
  const full = title === undefined ? [] : [svgElement(document, 'title', {}, [title])]
  const text = svgElement(document, 'text', { x, y, ...(anchor && { 'text-anchor': anchor }) }, [...full, ...parts])
  if (href === undefined) return text
  return svgElement(document, 'a', { href, ...(passed && { tabindex: -1 }) }, [text])
}
