import { createTextCache } from '@/lib/markdown/text-cache'
import type { NameWord } from './kinds'
import { makeScanner } from './scan'
import type { Work } from './work'

/** Stands in the place of a masked word: as long whatever the word, so that its length tells nothing. */
export const MASK = '▒▒▒'

const MOST_SCANNERS = 200
const scanners = new Map<string, ReturnType<typeof makeScanner>>()

/** A text with each of the words masked, in any case and spelling. */
export function maskNames(text: string, words: readonly string[]): string {
  // A line of JSON has no line break in it: the words end with the first.
  return words.length === 0 ? text : masked(`${JSON.stringify(words)}\n${text}`)
}

const CACHED_CHARACTERS = 8_000_000

/** Several annotators read the same responses. */
const masked = createTextCache(CACHED_CHARACTERS, (wordsAndText) => {
  const words = wordsAndText.slice(0, wordsAndText.indexOf('\n'))
  return coverAll(wordsAndText.slice(words.length + 1), scannerFor(words))
})

/** A text with a mask over all that a scanner finds in it. */
export function coverAll(source: string, scan: ReturnType<typeof makeScanner>, work: Work = { steps: 0 }): string {
  let text = source
  // Once a word is gone, what was glued to it may be another: until nothing is found.
  for (let hits = scan(text, work); hits.length > 0; hits = scan(text, work)) text = cover(text, hits)
  return text
}

function cover(text: string, hits: readonly { start: number; end: number }[]): string {
  let covered = ''
  let at = 0
  for (const { start, end } of hits) {
    covered += text.slice(at, start) + MASK
    at = end
  }
  return covered + text.slice(at)
}

/** A phrase was found with the words after it, whatever signs stood there, as in “by R&D Corp”: it is found so again. */
export function toMask(word: string): NameWord {
  const isStrict = makeScanner([{ word, kind: 'LISTED' }])(word).length > 0
  return { word, kind: 'LISTED', loose: !isStrict }
}

function scannerFor(words: string) {
  const scanner = scanners.get(words) ?? makeScanner((JSON.parse(words) as string[]).map(toMask))
  scanners.delete(words)
  scanners.set(words, scanner)
  const [oldest] = scanners.keys()
  if (scanners.size > MOST_SCANNERS && oldest !== undefined) scanners.delete(oldest)
  return scanner
}
