import 'server-only'
import { randomUUID } from 'node:crypto'
import type { SiteAccess } from '@/lib/auth/access'
import { db, inUploadTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { ownNames } from '@/lib/names/own-names'
import { siteWords } from '@/lib/names/word-list'
import { copyRows } from './copy-rows'
import { findUpload } from './find-upload'
import { findMapping } from './mapping/find-mapping'
import type { Mapping } from './mapping/schema'
import { matchRows } from './match-rows'
import { requireOwnSet, requireUploads } from './own-uploads'
import type { ReadJob } from './read/thread-messages'
import { readAhead } from './read-ahead'
import { readInThread } from './read-in-thread'
import type { UploadInput } from './schema'
import { addFile, findStaged, lockAt, placesOf } from './staged-files'

type Limits = ReadJob['limits']

/** Files of one upload: a folder of answers of many systems has as many. */
const MOST_FILES = 1000

/**
 * Reads a file into the waiting room, checks it against the prompt set, and answers with the upload's id. The file is
 * never held whole; nothing stays behind when it breaks off or cannot be read.
 *
 * @param limits the most bytes to take, and how many were announced
 * @throws AppError `file_unreadable`, `too_large`, `name_taken` for a new prompt set, `not_found` for an unknown one;
 *   of a further file `upload_settled`, and `conflict` when it was sent before
 */
export async function stageUpload(
  { actor }: SiteAccess<'uploads:manage'>,
  input: UploadInput & { mapping?: Mapping | undefined },
  bytes: AsyncIterable<Uint8Array>,
  limits: Limits = {},
): Promise<string> {
  const { kind, filename, mappingId } = input
  await requireUploads(actor)
  if (input.uploadId) await findUpload(actor, input.uploadId)
  if (input.promptSetId) await requireOwnSet(actor, input.promptSetId)
  const before = input.uploadId ? await findStaged(input.uploadId, kind) : null
  const { promptSetId, name } = before ?? { promptSetId: input.promptSetId, name: await requireTarget(input) }
  const mapping = before ? before.mapping : (input.mapping ?? (mappingId ? await findMapping(mappingId) : null))
  const isNamed = kind === 'PROMPTS' || (before?.isNamed ?? name !== '')
  const words = kind === 'RESPONSES' ? [...ownNames(isNamed ? [name] : []), ...(await siteWords())] : []
  const id = before?.id ?? randomUUID()
  const firstFile = before?.files.length ?? 0
  if (firstFile >= MOST_FILES) throw new AppError('invalid', { message: `At most ${MOST_FILES} files make an upload.` })
  const job = { kind, uploadId: id, words, firstFile, file: filename, isNamed, mapping, limits }
  const file = await readInThread(job, bytes)
  const lines = file.lines()
  try {
    const coming = await readAhead(lines)
    await inUploadTransaction(async (client) => {
      if (before) await lockAt(client, id, firstFile)
      else
        await client.query(
          `INSERT INTO "Upload" (id, kind, filename, format, bytes, sha256, lines, "promptSetId", name, "createdById", mapping)
           VALUES ($1, $2::"UploadKind", $3, $4, 0, '', 0, $5, $6, $7, $8)`,
          [id, kind, filename, file.format, promptSetId, name, actor.id, mapping],
        )
      await copyRows(client, coming)
      await addFile(client, { id, filename, format: file.format, files: before?.files ?? [] }, file.summary())
      await matchRows(client, { id, kind, promptSetId, places: placesOf(file.container) })
      if (!isNamed) await client.query(NAME_ONLY_SYSTEM, [id])
    })
  } finally {
    // What was begun and not taken to its end is let go of, whoever sends it.
    await lines.return(undefined)
    file.close()
  }
  return id
}

/** An upload whose files name one system is called by it. */
const NAME_ONLY_SYSTEM = `
  UPDATE "Upload" SET name = coalesce((
    SELECT min(system) FROM "UploadRow" WHERE "uploadId" = $1 HAVING count(DISTINCT system) = 1), '') WHERE id = $1`

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
