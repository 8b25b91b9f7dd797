import { MOST } from './bounds'

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a]
const [OPEN_LIST, OPEN_OBJECT, CLOSE_LIST, CLOSE_OBJECT] = [0x5b, 0x7b, 0x5d, 0x7d]

/** Whether lists and objects nest deeper than data do, which only makes work. Found before anything is parsed. */
export function nestsTooDeep(bytes: Buffer, most: number = MOST.depth): boolean {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === QUOTE) at = endOfText(bytes, at)
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth++
      if (depth > most) return true
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth--
  }
  return false
}

/**
 * A field that an object of the record has twice, of which a parser would keep the last without a word; null where none has.
 * Asks for bytes that are JSON and do not nest too deep.
 */
export function repeatedKey(bytes: Buffer): string | null {
  // Of a list there are none.
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte === OPEN_OBJECT) open.push(new Set())
    else if (byte === OPEN_LIST) open.push(null)
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) open.pop()
    if (byte !== QUOTE) continue
    const end = endOfText(bytes, at)
    const keys = open.at(-1)
    if (keys && isKey(bytes, end)) {
      const key = keyOf(bytes.subarray(at, end + 1))
      if (keys.has(key)) return key
      keys.add(key)
    }
    at = end
  }
  return null
}

/** Whether a text that closes at `end` is the name of a field. */
function isKey(bytes: Buffer, end: number): boolean {
  for (let at = end + 1; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte === COLON
  }
  return false
}

function keyOf(quoted: Buffer): string {
  return quoted.includes(BACKSLASH)
    ? (JSON.parse(quoted.toString('utf8')) as string)
    : quoted.toString('utf8', 1, quoted.length - 1)
}

/** Where a text that opens at `start` closes, or the end. */
export function endOfText(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(QUOTE, start + 1); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) {
    let escapes = 0
    while (bytes[at - 1 - escapes] === BACKSLASH) escapes++
    if (escapes % 2 === 0) return at
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

/** Where a text that opens at `start` closes, or the end. */
export function closing(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '"') return at
  }
  return text.length
}
