import { OpenRecord, type RawRecord, type Splitter, trimRecord } from './raw-record'
import { unreadable } from './unreadable'

const [QUOTE, NEWLINE, RETURN] = [0x22, 0x0a, 0x0d]

type State = 'start' | 'bare' | 'quoted' | 'closed'

/**
 * Cuts CSV into its records, whose quoted cells may hold line breaks. Our own, because a record that is too long has
 * to be skipped without being held, and a broken quote named by the line it was opened on.
 */
export class CsvSplitter implements Splitter {
  readonly #delimiter: number
  #open = new OpenRecord()
  #state: State = 'start'
  #line = 1
  #startLine = 1
  #quoteLine = 0
  #ahead: number
  // The names of the columns are no record.
  #records = -1
  #count = -1

  /** @param before bytes before the names of the columns that are passed over, and the line that comes after them */
  constructor(delimiter: string, before: { bytes: number; line: number } = { bytes: 0, line: 1 }) {
    this.#delimiter = delimiter.charCodeAt(0)
    this.#ahead = before.bytes
    this.#line = before.line
    this.#startLine = before.line
  }

  get count(): number {
    return this.#count
  }

  get held(): number {
    return this.#open.held
  }

  push(bytes: Buffer): RawRecord[] {
    const chunk = bytes.subarray(this.#ahead)
    this.#ahead -= bytes.length - chunk.length
    const records: RawRecord[] = []
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      const ends = byte === NEWLINE && this.#state !== 'quoted'
      if (!ends) this.#state = this.#next(byte)
      if (byte === NEWLINE) this.#line += 1
      if (!ends) continue
      this.#open.add(chunk.subarray(start, at))
      records.push(this.#close())
      start = at + 1
    }
    this.#open.add(chunk.subarray(start))
    return records
  }

  end(): RawRecord[] {
    if (this.#state === 'quoted')
      throw unreadable(
        `The quotation mark opened on line ${this.#quoteLine} is never closed. Close it, and double those inside a cell (""), then try again.`,
      )
    return this.#open.isEmpty ? [] : [this.#close()]
  }

  #next(byte: number): State {
    if (this.#state === 'quoted') return byte === QUOTE ? 'closed' : 'quoted'
    if (byte === this.#delimiter) return 'start'
    if (this.#state === 'closed') {
      if (byte === QUOTE) return 'quoted'
      if (byte === RETURN) return 'closed'
      throw unreadable(
        `Broken quotation marks on line ${this.#line}: text follows the cell that was opened on line ${this.#quoteLine}. Double the quotation marks inside a cell (""), then try again.`,
      )
    }
    if (this.#state === 'start' && byte === QUOTE) {
      this.#quoteLine = this.#line
      return 'quoted'
    }
    return 'bare'
  }

  #close(): RawRecord {
    const bytes = trimRecord(this.#open.take())
    const line = this.#startLine
    this.#startLine = this.#line
    this.#state = 'start'
    this.#count += 1
    if (bytes?.length !== 0) this.#records += 1
    return { line, record: Math.max(0, this.#records), bytes }
  }
}

/**
 * The cells of one record that `CsvSplitter` has cut out, so that its quotation marks are known to be in order: at most
 * `most` of them, and how many there are.
 */
export function parseCells(record: string, delimiter: string, most: number): { cells: string[]; count: number } {
  const cells: string[] = []
  let count = 0
  let at = 0
  for (;;) {
    let cell = ''
    if (record[at] === '"') {
      let close = record.indexOf('"', at + 1)
      while (record[close + 1] === '"') close = record.indexOf('"', close + 2)
      cell = record.slice(at + 1, close).replaceAll('""', '"')
      at = close + 1
    }
    const end = record.indexOf(delimiter, at)
    cell += end < 0 ? record.slice(at) : record.slice(at, end)
    count++
    if (count <= most) cells.push(cell)
    if (end < 0) return { cells, count }
    at = end + 1
  }
}
