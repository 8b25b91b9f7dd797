import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Chunks } from './stream'

/** A file in an archive; what is in it is made when its turn comes. */
export type ZipEntry = { name: string; chunks: () => Chunks | Promise<Chunks> }

/** In the oldest minute that archives know, on every machine: the same files are the same bytes. */
const ALWAYS = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 }

/**
 * Files as one archive, written as they are made and one after the other, so that memory does not grow with them.
 * @throws what making one of them fails with
 */
export async function* zipChunks(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  zip.on('error', (error: Error) => output.destroy(error))
  let current: Readable | undefined
  for (const { name, chunks } of entries)
    zip.addReadStreamLazy(name, ALWAYS, (give) => {
      current = Readable.from(inOrder(chunks), { objectMode: false })
      give(null, current)
    })
  zip.end()
  try {
    yield* output as AsyncIterable<Uint8Array>
  } finally {
    // Who stops listening ends what is being read.
    current?.destroy()
  }
}

async function* inOrder(chunks: ZipEntry['chunks']): AsyncGenerator<Uint8Array> {
  for await (const chunk of await chunks()) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
}

/** A file that may tell of those before it by their SHA-256, by name. */
export type SummedEntry = { name: string; chunks: (sums: ReadonlyMap<string, string>) => Chunks | Promise<Chunks> }

/** The same entries, and behind them SHA256SUMS, which `sha256sum -c` reads. */
export function withSums(entries: readonly SummedEntry[]): ZipEntry[] {
  const sums = new Map<string, string>()
  const summed = entries.map(({ name, chunks }) => ({
    name,
    chunks: async function* () {
      const hash = createHash('sha256')
      for await (const chunk of await chunks(sums)) {
        hash.update(chunk)
        yield chunk
      }
      sums.set(name, hash.digest('hex'))
    },
  }))
  return [
    ...summed,
    {
      name: 'SHA256SUMS',
      chunks: async function* () {
        yield [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join('')
      },
    },
  ]
}
