import { OpenRecord, type RawRecord, type Splitter, trimRecord } from './raw-record'

const NEWLINE = 0x0a

/** Cuts JSON Lines: a record a line. Works on bytes, since no byte of a longer UTF-8 character is a line feed. */
export class LineSplitter implements Splitter {
  #open = new OpenRecord()
  #lines = 0
  #records = 0

  get count(): number {
    return this.#lines
  }

  get held(): number {
    return this.#open.held
  }

  push(chunk: Buffer): RawRecord[] {
    const records: RawRecord[] = []
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#open.add(chunk.subarray(start, end))
      records.push(this.#close())
      start = end + 1
    }
    this.#open.add(chunk.subarray(start))
    return records
  }

  end(): RawRecord[] {
    return this.#open.isEmpty ? [] : [this.#close()]
  }

  #close(): RawRecord {
    const bytes = trimRecord(this.#open.take())
    this.#lines += 1
    if (bytes?.length !== 0) this.#records += 1
    return { line: this.#lines, record: this.#records, bytes }
  }
}
