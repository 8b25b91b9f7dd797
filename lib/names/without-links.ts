import type { Work } from './work'

/** A text as one reads past its links: their brackets and addresses are gone. `place` finds the way back. */
export type View = { text: string; place: (start: number, end: number) => { start: number; end: number } }

type Link = { start: number; end: number; textStart: number; textEnd: number; viewStart: number }

/** @returns the text without what makes links of its words; null where it has none */
export function withoutLinks(text: string, work: Work): View | null {
  if (!text.includes('](') && !text.includes('][')) return null
  const links: Link[] = []
  const view: string[] = []
  let at = 0
  let length = 0
  for (const { start, textStart, textEnd, end } of linksIn(text, work)) {
    view.push(text.slice(at, start), text.slice(textStart, textEnd))
    length += start - at
    links.push({ start, end, textStart, textEnd, viewStart: length })
    length += textEnd - textStart
    at = end
  }
  if (links.length === 0) return null
  view.push(text.slice(at))
  return { text: view.join(''), place: (start, end) => placeIn(links, start, end) }
}

/**
 * `[text](address)`, `![text](address)` and `[text][reference]`, on one line, in one pass: an address ends where a second
 * bracket opens in it, so that none is looked at more than thrice.
 */
function* linksIn(text: string, work: Work): Generator<Omit<Link, 'viewStart'>> {
  let opened = -1
  for (let at = 0; at < text.length; at++) {
    work.steps++
    const sign = text[at]
    if (sign === '\\') at++
    else if (sign === '\n') opened = -1
    else if (sign === '[') opened = at
    else if (sign === ']' && opened >= 0) {
      const end = text[at + 1] === '(' ? addressEnd(text, at + 2, work) : referenceEnd(text, at + 1, work)
      const start = text[opened - 1] === '!' ? opened - 1 : opened
      if (end !== null) yield { start, textStart: opened + 1, textEnd: at, end }
      if (end !== null) at = end - 1
      opened = -1
    }
  }
}

/** Behind the bracket that closes an address, which may hold one pair itself. */
function addressEnd(text: string, from: number, work: Work): number | null {
  let isInner = false
  for (let at = from; at < text.length; at++) {
    work.steps++
    const sign = text[at]
    if (sign === '\n' || (sign === '(' && isInner)) return null
    if (sign === '(') isInner = true
    else if (sign === ')' && !isInner) return at + 1
    else if (sign === ')') isInner = false
  }
  return null
}

function referenceEnd(text: string, from: number, work: Work): number | null {
  if (text[from] !== '[') return null
  for (let at = from + 1; at < text.length; at++) {
    work.steps++
    const sign = text[at]
    if (sign === ']') return at + 1
    if (sign === '[' || sign === '\n') return null
  }
  return null
}

/** Where a stretch of the view stands in the text. A link that it goes beyond, or reaches into, is in it as a whole. */
function placeIn(links: readonly Link[], viewStart: number, viewEnd: number): { start: number; end: number } {
  const [first, last] = [lastBefore(links, viewStart), lastBefore(links, viewEnd - 1)]
  let [start, end] = [backFrom(first, viewStart), backFrom(last, viewEnd - 1) + 1]
  if (first && start < first.end && end > first.end) start = first.start
  if (last && end <= last.end && start < last.textStart) end = last.end
  return { start, end }
}

function lastBefore(links: readonly Link[], place: number): Link | undefined {
  let [low, high] = [0, links.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((links[middle] as Link).viewStart <= place) low = middle + 1
    else high = middle
  }
  return links[low - 1]
}

function backFrom(link: Link | undefined, place: number): number {
  if (!link) return place
  const inLink = place - link.viewStart
  const length = link.textEnd - link.textStart
  return inLink < length ? link.textStart + inLink : link.end + inLink - length
}
