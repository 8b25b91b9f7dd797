import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { Format } from '../formats/format'
import type { Unread } from '../unread'
import type { RawRecord, Splitter } from './raw-record'
import { type ReadRow, RecordReader } from './read-record'
import { recognise } from './recognise'
import { type Container, HEAD_BYTES, sniffContainer, splitterFor, withoutBom } from './sniff'
import { unreadable } from './unreadable'

/** A file that was recognised and can now be read, once. */
export type OpenFile = {
  format: Format
  container: Container['kind']
  /** The file's rows in its order, some at a time. */
  rows: () => AsyncGenerator<ReadRow[]>
  /** Known when all rows were read. `lines` counts records where a record is not a line. */
  summary: () => { lines: number; bytes: number; sha256: string; system: string | null; unread: Unread }
}

type Limits = {
  /** The most bytes to take. */
  maxBytes?: number | undefined
  /** How many bytes were announced: fewer mean that the connection broke. */
  expectedBytes?: number | undefined
}

/**
 * Recognises a file by its content, and reads it as it comes in, holding no more than a few records.
 *
 * @param kind what the file is uploaded as
 * @throws AppError `file_unreadable` here, or while its rows are read, naming the place and what to do; `too_large`
 */
export async function openFile(
  kind: Format['kind'],
  source: AsyncIterable<Uint8Array>,
  limits: Limits = {},
): Promise<OpenFile> {
  const meter = new Meter(limits)
  const chunks = meter.measure(source)
  const head = withoutBom(await takeHead(chunks))
  const container = sniffContainer(head)
  const splitter = splitterFor(container)
  const raws = split(splitter, head, chunks)
  const { format, parse, seen } = await recognise(kind, container, raws, head)
  const reader = new RecordReader(format, parse)
  return {
    format,
    container: container.kind,
    rows: async function* () {
      yield seen.flatMap((raw) => reader.read(raw))
      for await (const batch of raws) yield batch.flatMap((raw) => reader.read(raw))
      if (reader.isEmpty) throw unreadable('The file holds no record. Choose the file that holds the data.')
    },
    summary: () => ({
      ...meter.total(),
      ...{ lines: splitter.count, system: reader.system, unread: reader.unread.summary() },
    }),
  }
}

class Meter {
  #hash = createHash('sha256')
  #bytes = 0

  constructor(private readonly limits: Limits) {}

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
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
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

/** Reads until there is enough to tell what the file is. */
async function takeHead(chunks: AsyncGenerator<Buffer>): Promise<Buffer> {
  const head: Buffer[] = []
  for (let size = 0; size < HEAD_BYTES; ) {
    const { value, done } = await chunks.next()
    if (done) break
    head.push(value)
    size += value.length
  }
  return Buffer.concat(head)
}

async function* split(splitter: Splitter, head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<RawRecord[]> {
  yield splitter.push(head)
  for await (const chunk of rest) yield splitter.push(chunk)
  yield splitter.end()
}
