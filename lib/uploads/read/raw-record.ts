import type { RecordProblem } from '../problems'
import { MAX_RECORD_BYTES } from './bounds'
import type { JsonRecord } from './fields'

/** One record's bytes, cut out of a file. */
export type RawRecord = {
  /** The line it starts on, from 1. */
  line: number
  /** Which record it is, from 1; a blank line is none and carries the number before it. */
  record: number
  /** Empty for a blank line, null when there were more than `MAX_RECORD_BYTES`. */
  bytes: Buffer | null
  /** Which file of an archive it is in, from 0. */
  part?: number
  /** What is wrong with it as its container has it, such as a cell with a formula. */
  fault?: RecordProblem
  /** What the file says of all its records, such as their system: fields of each that has none of that name itself. */
  about?: JsonRecord
}

/** Cuts a file into records as its bytes come in, in pieces of any size. */
export type Splitter = {
  push(chunk: Buffer): RawRecord[]
  /** What is left once the file has ended. */
  end(): RawRecord[]
  /** Lines so far; records, where a record is not a line. */
  readonly count: number
  /** Bytes kept for the record that is still open: never more than `MAX_RECORD_BYTES`. */
  readonly held: number
}

/** The bytes of the record that is still open. */
export class OpenRecord {
  #pieces: Buffer[] = []
  #size = 0
  #overflown = false

  get held(): number {
    return this.#size
  }

  get isEmpty(): boolean {
    return this.#size === 0 && !this.#overflown
  }

  add(piece: Buffer): void {
    if (this.#overflown || piece.length === 0) return
    if (this.#size + piece.length > MAX_RECORD_BYTES) {
      this.#overflown = true
      this.#pieces = []
      this.#size = 0
      return
    }
    this.#pieces.push(piece)
    this.#size += piece.length
  }

  /** Hands out what was collected and starts anew. */
  take(): Buffer | null {
    const [first] = this.#pieces
    const bytes = this.#overflown ? null : this.#pieces.length === 1 && first ? first : Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#size = 0
    this.#overflown = false
    return bytes
  }
}

const SPACE = new Set([0x20, 0x09, 0x0d, 0x0a])

export function isSpace(byte: number): boolean {
  return SPACE.has(byte)
}

/** Without a carriage return at the end, and empty when there is nothing but white space. */
export function trimRecord(bytes: Buffer | null): Buffer | null {
  if (bytes?.every(isSpace)) return Buffer.alloc(0)
  return bytes?.at(-1) === 0x0d ? bytes.subarray(0, -1) : bytes
}
