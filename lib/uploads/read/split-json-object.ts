import { RecordProblem } from '../problems'
import { MAX_RECORD_BYTES } from './bounds'
import type { JsonRecord } from './fields'
import { endOfText } from './json-text'
import { isSpace, type RawRecord, type Splitter } from './raw-record'
import { JsonArraySplitter } from './split-json-array'
import { unreadable } from './unreadable'
import type { Wrapped } from './wrapped'

const [QUOTE, BACKSLASH, COLON, NEWLINE, OPEN_LIST, OPEN_OBJECT] = [0x22, 0x5c, 0x3a, 0x0a, 0x5b, 0x7b]
const OPENING = new Set([0x5b, 0x7b])
const CLOSING = new Set([0x5d, 0x7d])

/** Cuts records out of one JSON object around them. What stands before them says what all have in common. */
export class JsonObjectSplitter implements Splitter {
  #before: Buffer = Buffer.alloc(0)
  #scanned = 0
  #depth = 0
  #text: { start: number } | null = null
  #escaped = false
  #key = ''
  #last = 0
  #line = 1
  #list: JsonArraySplitter | null = null
  #about: JsonRecord = {}
  #names = new Set<string>()

  constructor(private readonly wrapped: Wrapped) {}

  get count(): number {
    return this.#list?.count ?? 0
  }

  get held(): number {
    return this.#list?.held ?? this.#before.length
  }

  push(chunk: Buffer): RawRecord[] {
    if (this.#list) return this.#withAbout(this.#list.push(chunk))
    this.#before = Buffer.concat([this.#before, chunk])
    const at = this.#findList()
    const { holds, named } = this.wrapped
    if (at === null) {
      if (this.#before.length > MAX_RECORD_BYTES)
        throw unreadable(
          `More than ${MAX_RECORD_BYTES / 1024 / 1024} MB stand before “${holds}”. Upload what that holds alone.`,
        )
      return []
    }
    this.#about = this.wrapped.about(parseBefore(this.#before.subarray(0, at)))
    this.#list = new JsonArraySplitter({ line: this.#line, hasMore: true, isNamed: named !== undefined })
    return this.#withAbout(this.#list.push(this.#before.subarray(at)))
  }

  end(): RawRecord[] {
    if (this.#list) return this.#withAbout(this.#list.end())
    throw unreadable(`The file ends before its “${this.wrapped.holds}”. It was probably cut short; save it again.`)
  }

  #withAbout(records: RawRecord[]): RawRecord[] {
    const { named } = this.wrapped
    return records.map((record) => ({ ...(named ? this.#unnamed(record, named) : record), about: this.#about }))
  }

  /** A record under a name as an object that holds both. One name twice is told: a parser would keep the last. */
  #unnamed(record: RawRecord, { name, value }: NonNullable<Wrapped['named']>): RawRecord {
    const { bytes } = record
    if (bytes?.[0] !== QUOTE) return record
    const end = endOfText(bytes, 0) + 1
    const colon = bytes.indexOf(COLON, end)
    if (colon < 0) return record
    const key = bytes.toString('utf8', 0, end)
    const fault = this.#names.has(key) ? { fault: new RecordProblem('duplicate_key', `${key} is there twice`) } : {}
    this.#names.add(key)
    const whole = [`{"${name}":`, bytes.subarray(0, end), `,"${value}":`, bytes.subarray(colon + 1), '}']
    return { ...record, ...fault, bytes: Buffer.concat(whole.map((piece) => Buffer.from(piece))) }
  }

  /** Where what holds the records opens, as far as the file is there; goes on from where it was. */
  #findList(): number | null {
    const { holds, named } = this.wrapped
    const opens = named ? OPEN_OBJECT : OPEN_LIST
    for (; this.#scanned < this.#before.length; this.#scanned++) {
      const byte = this.#before[this.#scanned] as number
      if (byte === NEWLINE) this.#line += 1
      if (this.#text) this.#inText(byte, this.#text.start)
      else if (byte === QUOTE) this.#text = { start: this.#scanned + 1 }
      else if (byte === opens && this.#depth === 1 && this.#last === COLON && this.#key === holds) return this.#scanned
      else if (OPENING.has(byte)) this.#depth += 1
      else if (CLOSING.has(byte)) this.#depth -= 1
      if (!this.#text && !isSpace(byte)) this.#last = byte
    }
    return null
  }

  #inText(byte: number, start: number): void {
    if (this.#escaped) this.#escaped = false
    else if (byte === BACKSLASH) this.#escaped = true
    else if (byte === QUOTE) {
      // A value is not followed by a colon, so that it is never taken for the name of the list.
      if (this.#depth === 1) this.#key = this.#before.toString('utf8', start, this.#scanned)
      this.#text = null
    }
  }
}

function parseBefore(bytes: Buffer): JsonRecord {
  try {
    return JSON.parse(`${bytes.toString('utf8')}[]}`) as JsonRecord
  } catch (error) {
    throw unreadable('What stands before the records in the file is no JSON. Save or download it again.', error)
  }
}
