import { isSpace, OpenRecord, type RawRecord, type Splitter } from './raw-record'
import { unreadable } from './unreadable'

const [QUOTE, BACKSLASH, COMMA, NEWLINE] = [0x22, 0x5c, 0x2c, 0x0a]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])
const [END_OF_LIST, END_OF_OBJECT] = [0x5d, 0x7d]

type State = 'before' | 'wanting' | 'element' | 'after' | 'done'

type Options = {
  /** The line it begins on. */
  line?: number
  /** Whether something follows it that is passed over. */
  hasMore?: boolean
  /** Whether it is an object, whose elements have names before them. */
  isNamed?: boolean
}

/** Cuts a JSON array, or an object, into its elements without parsing it, so that a file of one endless line can be read in pieces. */
export class JsonArraySplitter implements Splitter {
  #open = new OpenRecord()
  #state: State = 'before'
  #depth = 0
  #inString = false
  #escaped = false
  #line: number
  #startLine = 1
  #records = 0
  readonly #hasMore: boolean
  readonly #ending: number
  readonly #what: string

  constructor({ line = 1, hasMore = false, isNamed = false }: Options = {}) {
    this.#line = line
    this.#hasMore = hasMore
    this.#ending = isNamed ? END_OF_OBJECT : END_OF_LIST
    this.#what = isNamed ? 'object' : 'list'
  }

  get count(): number {
    return this.#records
  }

  get held(): number {
    return this.#open.held
  }

  push(chunk: Buffer): RawRecord[] {
    const records: RawRecord[] = []
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (this.#state !== 'element') {
        if (this.#startsElement(byte)) start = at
      } else {
        const end = this.#endsElement(byte)
        if (end) {
          this.#open.add(chunk.subarray(start, end === 'here' ? at + 1 : at))
          records.push(this.#close())
        }
      }
      if (byte === NEWLINE) this.#line += 1
    }
    if (this.#state === 'element') this.#open.add(chunk.subarray(start))
    return records
  }

  end(): RawRecord[] {
    if (this.#state === 'done') return []
    const place = this.#state === 'element' ? `inside record ${this.#records + 1}, which starts on` : 'on'
    const line = this.#state === 'element' ? this.#startLine : this.#line
    throw unreadable(
      `The JSON ${this.#what} is never closed: the file ends ${place} line ${line}. It was probably cut short; save or download it again.`,
    )
  }

  /** A byte inside an element: whether that ends here, as an object does, or ended before, as a bare number does. */
  #endsElement(byte: number): 'here' | 'before' | undefined {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false
      else if (byte === BACKSLASH) this.#escaped = true
      else if (byte === QUOTE) this.#inString = false
      return undefined
    }
    if (byte === QUOTE) this.#inString = true
    else if (OPENING.has(byte)) this.#depth += 1
    else if (this.#depth === 0 && (byte === COMMA || byte === this.#ending)) {
      this.#state = byte === COMMA ? 'wanting' : 'done'
      return 'before'
    } else if (CLOSING.has(byte)) {
      this.#depth -= 1
      if (this.#depth > 0) return undefined
      this.#state = 'after'
      return 'here'
    }
    return undefined
  }

  /** A byte outside of elements: whether one starts with it. */
  #startsElement(byte: number): boolean {
    if (isSpace(byte) || (this.#hasMore && this.#state === 'done')) return false
    if (this.#state === 'before') this.#state = 'wanting'
    else if (this.#state === 'done')
      throw unreadable(
        `Line ${this.#line} has text after the end of the JSON list. Remove it, or put it into the list.`,
      )
    else if (byte === this.#ending) this.#state = 'done'
    else if (this.#state === 'after') this.#requireComma(byte)
    else if (byte === COMMA || CLOSING.has(byte))
      throw unreadable(
        `A record is missing on line ${this.#line}, after record ${this.#records}. Mend the list, then try again.`,
      )
    else {
      this.#state = 'element'
      this.#startLine = this.#line
      // The first byte may open an object, a list or a string; a bare word just begins.
      this.#endsElement(byte)
      return true
    }
    return false
  }

  #requireComma(byte: number): void {
    if (byte !== COMMA)
      throw unreadable(
        `A comma is missing on line ${this.#line}, after record ${this.#records}. Mend the list, then try again.`,
      )
    this.#state = 'wanting'
  }

  #close(): RawRecord {
    this.#records += 1
    return { line: this.#startLine, record: this.#records, bytes: this.#open.take() }
  }
}
