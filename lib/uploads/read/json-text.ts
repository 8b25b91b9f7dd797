import { MOST } from './bounds'

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const [OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = [0x5b, 0x7b, 0x5d, 0x7d]

/** Whether lists and objects nest deeper than data do, which only makes work. Found before anything is parsed. */
export function nestsTooDeep(bytes: Buffer): boolean {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) at = endOfText(bytes, at)
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++
      if (depth > MOST.depth) return true
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
  }
  return false
}

/** Where a text that opens at `start` closes, or the end. */
function endOfText(bytes: Buffer, start: number): number {
  for (let at = start + 1; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++
    else if (bytes[at] === QUOTE) return at
  }
  return bytes.length
}

/** What Python and JavaScript write, and JSON has no word for, with what to write in its place. */
const INSTEAD = new Map([
  ...['NaN', 'Infinity', '-Infinity', 'None', 'undefined'].map((word) => [word, 'null'] as const),
  ['True', 'true'],
  ['False', 'false'],
])
const LONGEST_WORD = 9

/** Why a record is not JSON, in words that name the character. */
export function explainJson(text: string, error: unknown): string {
  const found = foreignWord(text)
  if (found) return `“${found.word}” at character ${found.at + 1} is no JSON: write ${INSTEAD.get(found.word)} for it`
  const message = error instanceof Error ? error.message : ''
  const at = /at position (\d+)/.exec(message)?.[1]
  const what = /^[A-Za-z' -]+?(?= in JSON| at position|$)/.exec(message)?.[0] ?? 'Unexpected text'
  return at ? `${what} at character ${Number(at) + 1}` : what
}

/** The first such word outside of texts. */
function foreignWord(text: string): { word: string; at: number } | null {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') at = closing(text, at)
    else if (/[NITFu-]/.test(text[at] as string)) {
      const word = /^-?[A-Za-z]+/.exec(text.slice(at, at + LONGEST_WORD + 1))?.[0]
      if (word && INSTEAD.has(word)) return { word, at }
    }
  }
  return null
}

/**
 * The field under which one JSON object keeps a list of objects, judged from how its text begins; null when it keeps none
 * there.
 */
export function listWithin(beginning: string): string | null {
  let depth = 0
  let key = ''
  for (let at = 0; at < beginning.length; at++) {
    const sign = beginning[at]
    if (sign === '"') {
      const end = closing(beginning, at)
      if (depth === 1) key = beginning.slice(at + 1, end)
      at = end
    } else if (sign === '[' && depth === 1 && /^\s*\{/.test(beginning.slice(at + 1, at + 200))) return key
    else if (sign === '[' || sign === '{') depth++
    else if (sign === ']' || sign === '}') depth--
    if (depth === 0 && at > 0) return null
  }
  return null
}

function closing(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}
