import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const BATCH_CHARACTERS = 256 * 1024
const PORTION = 20_000

/**
 * Streams lines into a table by COPY; the database sets the pace.
 * @param lines rows in COPY's text format, each with its line feed
 * @param onWritten hears now and then how many rows are in
 * @returns how many were written
 */
export async function copyLines(
  client: PoolClient,
  statement: string,
  lines: Iterable<string>,
  onWritten: (rows: number) => void = () => undefined,
): Promise<number> {
  const source = lines[Symbol.iterator]()
  let written = 0
  // In portions: the database checks a portion's keys at its end, and what is left to do shows.
  for (let next = source.next(); !next.done; next = source.next()) {
    const portion = batches(next.value, source, (count) => {
      written += count
    })
    await pipeline(Readable.from(portion, { objectMode: false }), client.query(copyFrom(statement)))
    onWritten(written)
  }
  return written
}

/** The first line and those after it, up to a portion, a batch at a time. */
function* batches(first: string, rest: Iterator<string>, onEnd: (rows: number) => void): Generator<Buffer> {
  let text = first
  let count = 1
  while (count < PORTION) {
    const { done, value } = rest.next()
    if (done) break
    text += value
    count++
    if (text.length < BATCH_CHARACTERS) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text) yield Buffer.from(text)
  onEnd(count)
}
