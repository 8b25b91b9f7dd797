import 'server-only'
import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import type { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { inUploadTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { copyRows } from '../copy-rows'
import { findMapping } from '../mapping/find-mapping'
import type { Mapping } from '../mapping/schema'
import type { ReadJob } from '../read/thread-messages'
import { readAhead } from '../read-ahead'
import { readInThread } from '../read-in-thread'
import { COPY_JUDGMENTS } from './encode-judgments'
import { findImport } from './find-import'
import type { ImportedFile, JudgmentFileInput } from './schema'

/** A file with the mapping that a command has in its hands. */
type StagedFile = z.input<typeof JudgmentFileInput> & { mapping?: Mapping | undefined }

/** Files of one import: a study of all pairs and orders of some systems has as many. */
const MOST_FILES = 1000

/**
 * Reads a file of judgments into the waiting room, beside those of the same import. Nothing stays of a file that breaks
 * off or cannot be read.
 * @returns the import's id
 * @throws AppError `file_unreadable`, `too_large`, `not_found`, `upload_settled`; `conflict` for the same file again
 */
export async function stageJudgments(
  { actor }: SiteAccess<'imports:manage'>,
  { filename, importId, format, mappingId, mapping: given, holds }: StagedFile,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReadJob['limits'] = {},
): Promise<string> {
  const id = importId ?? randomUUID()
  const before = importId ? await findStaged(importId) : null
  const number = before?.files.length ?? 0
  if (number >= MOST_FILES) throw new AppError('invalid', { message: `At most ${MOST_FILES} files make a study.` })
  const mapping = before ? before.mapping : (given ?? (mappingId ? await findMapping(mappingId) : null))
  const wanted = before?.format ?? format ?? null
  const pairs = before ? before.pairs : holds === 'PAIRS' || (mapping !== null && mapping.row !== 'judgment')
  const how = { file: filename, wanted, mapping, pairs }
  const job = { kind: 'JUDGMENTS', importId: id, number, ...how, limits } as const
  const file = await readInThread(job, bytes)
  const lines = file.lines()
  try {
    const coming = await readAhead(lines)
    await inUploadTransaction(async (client) => {
      if (before) await lockAt(client, id, number)
      else
        await client.query(
          'INSERT INTO "StudyImport" (id, format, mapping, pairs, "createdById") VALUES ($1, $2, $3, $4, $5)',
          [id, file.format.split('/')[0], mapping, pairs, actor.id],
        )
      await copyRows(client, coming, COPY_JUDGMENTS)
      const { lines: records, bytes: size, sha256 } = file.summary()
      if (before?.files.some((one) => one.sha256 === sha256))
        throw new AppError('conflict', {
          message: `${filename} holds the same as a file before it. Add each file once.`,
        })
      const [, container] = file.format.split('/')
      const entry: ImportedFile = { name: filename, bytes: size, sha256, records, container }
      await client.query('UPDATE "StudyImport" SET files = files || $2::jsonb WHERE id = $1', [
        id,
        JSON.stringify([entry]),
      ])
      await client.query(ANALYZE)
      await client.query(OTHER_TEXT, [id])
    })
  } finally {
    await lines.return(undefined)
    file.close()
  }
  return id
}

/** What rows are found, joined and grouped by. Of their texts nothing is planned, and looking at them takes seconds. */
const ANALYZE = `
  ANALYZE "ImportRow" ("importId", file, problem, "promptId", "promptDigest", "systemA", "systemB", "digestA", "digestB", annotator, "group")`

/** An id stands for one text, in all files of an import. */
const OTHER_TEXT = `
  WITH texts AS (
    SELECT id, "promptDigest", first_value("promptDigest") OVER same AS "firstDigest", first_value(line) OVER same AS "firstLine"
    FROM "ImportRow" WHERE "importId" = $1 AND problem IS NULL AND "promptId" IS NOT NULL AND "promptDigest" IS NOT NULL
    WINDOW same AS (PARTITION BY "promptId" ORDER BY id)
  )
  UPDATE "ImportRow" r SET problem = 'prompt_differs',
    detail = 'Prompt ' || r."promptId" || ' has another text than at line ' || t."firstLine"
  FROM texts t WHERE t.id = r.id AND t."promptDigest" <> t."firstDigest"`

/** @throws AppError `not_found`, `upload_settled` */
async function findStaged(importId: string) {
  const found = await findImport(importId)
  if (found.status !== 'STAGED') throw new AppError('upload_settled')
  return found
}

/** Holds the import to the end of the transaction. @throws AppError `conflict` when another file came in between */
async function lockAt(client: PoolClient, importId: string, files: number): Promise<void> {
  const { rows } = await client.query(
    `SELECT jsonb_array_length(files) AS files FROM "StudyImport" WHERE id = $1 AND status = 'STAGED' FOR UPDATE`,
    [importId],
  )
  if (rows[0]?.files !== files) throw new AppError('conflict')
}
