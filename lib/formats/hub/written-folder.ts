import 'server-only'
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ZipEntry } from '@/lib/http/zip'

/** A file as it lies on the disk of this machine: a hub wants its size and hash before its bytes. */
export type WrittenFile = { name: string; place: string; size: number; sha256: string }

/** Writes files to a folder of its own, one after the other, and takes it away when `use` is done with them. */
export async function withWrittenFolder<T>(
  entries: readonly ZipEntry[],
  wrote: (files: number) => void,
  use: (files: readonly WrittenFile[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'evenhand-push-'))
  try {
    const files: WrittenFile[] = []
    for (const entry of entries) {
      files.push(await writeEntry(entry, path.join(folder, String(files.length))))
      wrote(files.length)
    }
    return await use(files)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function writeEntry({ name, chunks }: ZipEntry, place: string): Promise<WrittenFile> {
  const hash = createHash('sha256')
  let size = 0
  async function* counted() {
    for await (const chunk of await chunks()) {
      const bytes = Buffer.from(chunk)
      hash.update(bytes)
      size += bytes.length
      yield bytes
    }
  }
  await pipeline(Readable.from(counted()), createWriteStream(place))
  return { name, place, size, sha256: hash.digest('hex') }
}
