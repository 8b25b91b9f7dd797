import { Readable } from 'node:stream'
import { createGunzip, createInflateRaw, type Gunzip, type InflateRaw } from 'node:zlib'
import { AppError } from '@/lib/errors'
import { nameOf } from './unpacking'
import { unreadable } from './unreadable'

/** What a gzip archive holds, as it comes in. @throws AppError `file_unreadable` when it is damaged or cut short */
export function gunzip(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Buffer> {
  return through(createGunzip(), chunks, name)
}

/** What an entry of a zip archive holds that is packed in the usual way. */
export function inflate(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Buffer> {
  return through(createInflateRaw(), chunks, name)
}

async function* through(
  unzip: Gunzip | InflateRaw,
  chunks: AsyncIterable<Uint8Array>,
  name: string,
): AsyncGenerator<Buffer> {
  const source = Readable.from(chunks, { objectMode: false })
  // A stream says nothing of what broke before it.
  source.on('error', (error) => unzip.destroy(error))
  try {
    for await (const piece of source.pipe(unzip)) yield piece as Buffer
  } catch (error) {
    throw error instanceof AppError ? error : damaged(name, error)
  } finally {
    source.destroy()
    unzip.destroy()
  }
}

/** What was packed by zstd. */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Buffer> {
  const { Decompress } = await import('fzstd')
  let out: Buffer[] = []
  const unpack = new Decompress((piece) => out.push(Buffer.from(piece)))
  const taken = () => {
    const pieces = out
    out = []
    return pieces
  }
  try {
    for await (const chunk of chunks) {
      unpack.push(chunk)
      yield* taken()
    }
    unpack.push(new Uint8Array(0), true)
  } catch (error) {
    throw error instanceof AppError ? error : damaged(name, error)
  }
  yield* taken()
}

function damaged(name: string, cause: unknown): AppError {
  return unreadable(
    `${nameOf(name)} cannot be unpacked: it is damaged or was cut short. Pack or download it again.`,
    cause,
  )
}
