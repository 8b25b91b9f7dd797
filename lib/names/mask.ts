import { makeScanner } from './scan'

/** Stands in the place of a masked word: as long whatever the word, so that its length tells nothing. */
export const MASK = '▒▒▒'

const MOST_SCANNERS = 200
const scanners = new Map<string, ReturnType<typeof makeScanner>>()

/** A text with each of the words masked, in any case and spelling. */
export function maskNames(text: string, words: readonly string[]): string {
  if (words.length === 0) return text
  const scan = scannerFor(words)
  let masked = text
  // Once a word is gone, what was glued to it may be another: until nothing is found.
  for (let hits = scan(text); hits.length > 0; hits = scan(masked)) masked = cover(masked, hits)
  return masked
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

function scannerFor(words: readonly string[]) {
  const key = JSON.stringify(words)
  const scanner = scanners.get(key) ?? makeScanner(words.map((word) => ({ word, kind: 'LISTED' })))
  scanners.delete(key)
  scanners.set(key, scanner)
  const [oldest] = scanners.keys()
  if (scanners.size > MOST_SCANNERS && oldest !== undefined) scanners.delete(oldest)
  return scanner
}
