import 'server-only'
import { randomUUID } from 'node:crypto'
import type { SiteAccess } from '@/lib/auth/access'
import { db, inUploadTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { ownNames } from '@/lib/names/own-names'
import { siteWords } from '@/lib/names/word-list'
import { copyRows } from './copy-rows'
import { matchRows } from './match-rows'
import type { ReadJob } from './read/thread-messages'
import { readAhead } from './read-ahead'
import { readInThread } from './read-in-thread'
import type { UploadInput } from './schema'

type Limits = ReadJob['limits']

/**
 * Reads a file into the waiting room, checks it against the prompt set, and answers with the upload's id. The file is
 * never held whole; nothing stays behind when it breaks off or cannot be read.
 *
 * @param limits the most bytes to take, and how many were announced
 * @throws AppError `file_unreadable`, `too_large`, `name_taken` for a new prompt set, `not_found` for an unknown one
 */
export async function stageUpload(
  { actor }: SiteAccess<'uploads:manage'>,
  input: UploadInput,
  bytes: AsyncIterable<Uint8Array>,
  limits: Limits = {},
): Promise<string> {
  const { kind, filename, promptSetId } = input
  const name = await requireTarget(input)
  const words = kind === 'RESPONSES' ? [...ownNames([name]), ...(await siteWords())] : []
  const id = randomUUID()
  const file = await readInThread({ kind, uploadId: id, words, limits }, bytes)
  const lines = file.lines()
  try {
    const coming = await readAhead(lines)
    await inUploadTransaction(async (client) => {
      await client.query(
        `INSERT INTO "Upload" (id, kind, filename, format, bytes, sha256, lines, "promptSetId", name, "createdById")
         VALUES ($1, $2::"UploadKind", $3, $4, 0, '', 0, $5, $6, $7)`,
        [id, kind, filename, file.format, promptSetId, name, actor.id],
      )
      await copyRows(client, coming)
      const { lines: count, bytes: size, sha256, system, unread } = file.summary()
      await client.query(
        'UPDATE "Upload" SET lines = $2, bytes = $3, sha256 = $4, "nameInFile" = $5, unread = $6 WHERE id = $1',
        [id, count, size, sha256, system, unread],
      )
      await matchRows(client, {
        id,
        kind,
        promptSetId,
        places: ['json', 'object', 'eval'].includes(file.container) ? 'records' : 'lines',
      })
    })
  } finally {
    // What was begun and not taken to its end is let go of, whoever sends it.
    await lines.return(undefined)
    file.close()
  }
  return id
}

/** Checks where the file is to go, before it is read; the name to show for it. */
async function requireTarget({ kind, promptSetId, name }: UploadInput): Promise<string> {
  if (!promptSetId) {
    if (await db.promptSet.findUnique({ where: { name }, select: { id: true } }))
      throw new AppError('name_taken', { fields: { name: ['A prompt set has this name. Choose another one.'] } })
    return name
  }
  const set = await db.promptSet.findUnique({ where: { id: promptSetId }, select: { name: true } })
  if (!set) throw new AppError('not_found')
  return kind === 'PROMPTS' ? set.name : name
}
