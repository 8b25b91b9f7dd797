/** A text as one reads past its links: their brackets and addresses are gone. `place` finds the way back. */
export type View = { text: string; place: (start: number, end: number) => { start: number; end: number } }

/** `[text](address)`, `![text](address)` and `[text][reference]`. */
const LINK = /!?\[((?:[^[\]\\\n]|\\.)*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^[\]\n]*\])/g

type Link = { start: number; end: number; textStart: number; textEnd: number; viewStart: number }

/** @returns the text without what makes links of its words; null where it has none */
export function withoutLinks(text: string): View | null {
  if (!text.includes('](') && !text.includes('][')) return null
  const links: Link[] = []
  let view = ''
  let at = 0
  for (const { index, 0: whole, 1: words = '' } of text.matchAll(LINK)) {
    view += text.slice(at, index)
    const textStart = index + whole.indexOf('[') + 1
    at = index + whole.length
    links.push({ start: index, end: at, textStart, textEnd: textStart + words.length, viewStart: view.length })
    view += words
  }
  return links.length === 0 ? null : { text: view + text.slice(at), place: (start, end) => placeIn(links, start, end) }
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
