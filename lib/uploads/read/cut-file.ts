import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import { joinParts } from './join-parts'
import { type Part, partsOf } from './parts'
import type { RawRecord } from './raw-record'
import type { Container } from './sniff'
import { Unpacking } from './unpacking'
import { unreadable } from './unreadable'

export type Limits = {
  /** The most bytes to take. */
  maxBytes?: number | undefined
  /** How many bytes were announced: fewer mean that the connection broke. */
  expectedBytes?: number | undefined
}

/** A part of a file, once it was read: of an archive an entry. */
export type PartSummary = {
  /** Empty where the file is not packed. */
  name: string
  /** Records, or lines. */
  lines: number
  /** What of it was not read, such as a workbook's further sheets. */
  note: string | null
}

/** A file on its way, cut into records. */
type CutFile = {
  /** How it begins. */
  head: Buffer
  container: Container
  raws: AsyncGenerator<RawRecord[]>
  /** What the part is called that records with its number are in. */
  nameOfPart: (part: number) => string
  /** Known when all was taken. `lines` counts records where a record is not a line. */
  total: () => { lines: number; bytes: number; sha256: string; parts: PartSummary[] }
  /** Lets go of what was unpacked, however far the reading is. */
  close: () => Promise<void>
}

/**
 * Tells how a file is cut into records, unpacking it where it is packed, and cuts it as it comes in, measuring it on the
 * way. Whatever it stands in, a record is the bytes of a JSON object or of a line of CSV.
 * @throws AppError `file_unreadable` here or while its records are taken; `too_large`
 */
export async function cutFile(source: AsyncIterable<Uint8Array>, limits: Limits = {}): Promise<CutFile> {
  const meter = new Meter(limits)
  const unpacking = new Unpacking(() => meter.bytes)
  const parts = partsOf({ name: '', chunks: meter.measure(source) }, unpacking)
  const close = () => unpacking.close()
  const { value: first } = await closing(close, () => parts.next())
  if (!first) throw unreadable('The archive holds no file of data. Put the data into it, then try again.')
  const read: Part[] = []
  return {
    head: first.head,
    container: first.container,
    raws: joinParts(first, parts, read),
    nameOfPart: (part) => read[part]?.name ?? '',
    total: () => ({
      ...meter.total(),
      lines: read.reduce((sum, part) => sum + part.count(), 0),
      parts: read.map(({ name, count, note }) => ({ name, lines: count(), note: note() })),
    }),
    close,
  }
}

/** Does something with a file, which is closed when that fails. */
export async function closing<T>(close: () => Promise<void>, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    await close()
    throw error
  }
}

class Meter {
  #hash = createHash('sha256')
  #bytes = 0

  constructor(private readonly limits: Limits) {}

  get bytes(): number {
    return this.#bytes
  }

  async *measure(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
    const { maxBytes = Number.POSITIVE_INFINITY, expectedBytes } = this.limits
    for await (const chunk of received(source)) {
      this.#bytes += chunk.length
      if (this.#bytes > maxBytes) throw new AppError('too_large')
      this.#hash.update(chunk)
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length)
    }
    if (expectedBytes !== undefined && this.#bytes !== expectedBytes) throw broken()
  }

  total(): { bytes: number; sha256: string } {
    return { bytes: this.#bytes, sha256: this.#hash.copy().digest('hex') }
  }
}

async function* received(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } catch (error) {
    throw broken(error)
  }
}

function broken(cause?: unknown): AppError {
  return unreadable('The file did not arrive whole: the connection broke. Nothing was stored; upload it again.', cause)
}
