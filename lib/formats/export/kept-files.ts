import 'server-only'
import { dataVersion } from '@/lib/analysis/data-version'
import type { Access } from '@/lib/auth/access'
import { etagOf } from '@/lib/http/etag'
import type { Chunks } from '@/lib/http/stream'
import { writeStudyFile } from './study-files'

const KEPT_MS = 60_000
const MOST_BYTES = 16 * 2 ** 20
const MOST_FILES = 8

type Kept = { until: number; bytes: Buffer; etag: string }

const kept = new Map<string, Kept>()

/**
 * A study's file, kept for a minute where it is made of judgments and is not large: programs that load data sets ask for one
 * several times in a row. It is given again only while no judgment has come in, and to whoever may have it.
 * @returns its ETag, where the file is kept: the SHA-256 of what is in it. HEAD is told what is known and makes nothing
 */
export async function writeKeptFile(
  access: Access<'study:read'>,
  name: string,
  asked: object,
  { isHead }: { isHead: boolean },
): Promise<{ title: string; type: string; chunks: Chunks; leftOut: string | undefined; etag: string | null }> {
  // Before anything kept is looked at: it asks for rights and looks. Nothing is read of the rows until a chunk is asked for.
  const file = await writeStudyFile(access, name, asked)
  if (isHead && !name.startsWith('judgments.')) return { ...file, etag: null }
  if (!name.startsWith('judgments.')) return { ...file, ...(await named(file.chunks)) }
  const key = JSON.stringify([access.studyId, name, asked, await dataVersion(access.studyId)])
  const known = kept.get(key)
  if (known && known.until > Date.now()) return { ...file, chunks: once(known.bytes), etag: known.etag }
  if (isHead) return { ...file, etag: null }
  const taken = await take(file.chunks)
  return { ...file, ...('rest' in taken ? { chunks: taken.rest, etag: null } : keep(key, taken.bytes)) }
}

/** A file that is made anew each time, because more than judgments goes into it: who has it is told so all the same. */
async function named(chunks: Chunks): Promise<{ chunks: Chunks; etag: string | null }> {
  const taken = await take(chunks)
  return 'rest' in taken ? { chunks: taken.rest, etag: null } : { chunks: once(taken.bytes), etag: etagOf(taken.bytes) }
}

/** All of a file, or where it is large all of it to be sent as it comes. */
async function take(chunks: Chunks): Promise<{ bytes: Buffer } | { rest: Chunks }> {
  const taken: Uint8Array[] = []
  let size = 0
  for await (const chunk of { [Symbol.asyncIterator]: () => ({ next: () => chunks.next() }) }) {
    const bytes = Buffer.from(chunk)
    taken.push(bytes)
    size += bytes.length
    if (size > MOST_BYTES) return { rest: andThen(taken, chunks) }
  }
  return { bytes: Buffer.concat(taken) }
}

function keep(key: string, bytes: Buffer): { chunks: Chunks; etag: string } {
  const etag = etagOf(bytes)
  for (const [each, { until }] of kept) if (until < Date.now() || kept.size >= MOST_FILES) kept.delete(each)
  kept.set(key, { until: Date.now() + KEPT_MS, bytes, etag })
  return { chunks: once(bytes), etag }
}

async function* once(bytes: Uint8Array): Chunks {
  yield bytes
}

async function* andThen(taken: readonly Uint8Array[], rest: Chunks): Chunks {
  yield* taken
  yield* rest
}
