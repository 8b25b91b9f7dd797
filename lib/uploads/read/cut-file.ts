import { createHash } from 'node:crypto'
import { AppError } from '@/lib/errors'
import type { RawRecord, Splitter } from './raw-record'
import { type Container, HEAD_BYTES, sniffContainer, splitterFor, withoutBom } from './sniff'
import { unreadable } from './unreadable'

export type Limits = {
  /** The most bytes to take. */
  maxBytes?: number | undefined
  /** How many bytes were announced: fewer mean that the connection broke. */
  expectedBytes?: number | undefined
}

/** A file on its way, cut into records. */
type CutFile = {
  /** How it begins. */
  head: Buffer
  container: Container
  raws: AsyncGenerator<RawRecord[]>
  /** Known when all was taken. `lines` counts records where a record is not a line. */
  total: () => { lines: number; bytes: number; sha256: string }
}

/**
 * Tells how a file is cut into records, and cuts it as it comes in, measuring it on the way.
 * @throws AppError `file_unreadable` here or while its records are taken; `too_large`
 */
export async function cutFile(source: AsyncIterable<Uint8Array>, limits: Limits = {}): Promise<CutFile> {
  const meter = new Meter(limits)
  const chunks = meter.measure(source)
  const head = withoutBom(await takeHead(chunks))
  const container = sniffContainer(head)
  const splitter = splitterFor(container)
  const total = () => ({ ...meter.total(), lines: splitter.count })
  return { head, container, raws: split(splitter, head, chunks), total }
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
