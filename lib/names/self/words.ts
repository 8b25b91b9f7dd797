import type { Work } from '../work'

/** What may stand between two words of a phrase: spaces, Markdown's emphasis, quotes. */
const GAP = '[\\s*_~`"“”‘’]{1,6}'

/** Reads a phrase as a pattern in which every space is a gap. Every repetition in it is bounded, so that it is linear. */
export function phrase(source: string, flags = 'giu'): RegExp {
  return new RegExp(source.replaceAll(' ', GAP), flags)
}

const WORD = "\\p{Lu}[\\p{L}\\p{N}]{0,30}(?:[.’'&-][\\p{L}\\p{N}]{1,20}){0,3}"

/** One to five words that begin with a capital, as makers are called in languages with capitals. */
export const NAME = `${WORD}(?: (?:(?:of|and|&) )?${WORD}){0,4}`

/** A stretch of a text. */
export type Span = { start: number; end: number }

/** What was found: whether it ends in the name of a maker. */
export type Told = Span & { isMaker: boolean }

const SENTENCE = 160
const BREAKS = /[.!?。！？](?=[\s"”’*)]|$)|\n/g

/** The sentence a place stands in, or as much of it as is near. */
export function sentenceAround(text: string, start: number, end: number): Span {
  const from = Math.max(0, start - SENTENCE)
  const last = [...text.slice(from, start).matchAll(BREAKS)].at(-1)
  const tail = text.slice(end, end + SENTENCE)
  const stop = tail.search(BREAKS)
  return { start: last ? from + last.index + 1 : from, end: end + (stop < 0 ? tail.length : stop) }
}

/** Whether one of the spans, which are in order, begins between two places. */
export function hasBetween(spans: readonly Span[], from: number, to: number): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle] as Span).start < from) low = middle + 1
    else high = middle
  }
  return (spans[low]?.start ?? Number.POSITIVE_INFINITY) < to
}

/** Every place a pattern with the flag g matches. Unlike `matchAll` it copies no pattern, of which there is one a rule and text. */
export function* places(text: string, pattern: RegExp, work: Work): Generator<RegExpExecArray> {
  pattern.lastIndex = 0
  work.steps += text.length
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const at = pattern.lastIndex
    work.steps += SENTENCE
    yield found
    pattern.lastIndex = found[0] === '' ? at + 1 : at
  }
}
