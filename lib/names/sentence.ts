/** A sentence with what was found in it. */
export type Sentence = { before: string; hit: string; after: string }

const MOST = 160
const ENDS = /[.!?。！？]["”’')\]]?\s|[\r\n]+/g

/** The sentence around a place in a text, shortened where it is long. */
export function sentenceAt(text: string, start: number, end: number): Sentence {
  const from = Math.max(0, start - MOST)
  const to = Math.min(text.length, end + MOST)
  const head = text.slice(from, start)
  const begins = [...head.matchAll(ENDS)].at(-1)
  const before = begins ? head.slice(begins.index + begins[0].length) : `${from > 0 ? '…' : ''}${head}`
  const tail = text.slice(end, to)
  ENDS.lastIndex = 0
  const stops = ENDS.exec(tail)
  ENDS.lastIndex = 0
  const after = stops ? tail.slice(0, stops.index + stops[0].length).trimEnd() : `${tail}${to < text.length ? '…' : ''}`
  return { before: before.trimStart(), hit: text.slice(start, end), after }
}
