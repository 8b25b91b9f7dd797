import 'server-only'
import type { PoolClient } from 'pg'
import { auditInsert } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { inTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { JobRun } from '@/lib/jobs/job'
import type { PairsInput } from './schema'
import { countProblems, lockSet, settleImport } from './settle-import'
import { writeTexts } from './write-texts'

/** All but the texts, of which nothing is planned. */
const ANALYZE = `
  ANALYZE "Prompt" (id, "promptSetId", "externalId", position, category, digest),
    "SystemResponse" (id, "promptSetId", "promptId", "systemId", sample, digest, absent, characters, turns)`

/** Texts, what is kept of the files. */
const STEPS = 2

/** What became of files of pairs. */
export type ImportedPairs = {
  promptSetId: string
  prompts: number
  responses: number
  samples: number
  leftOut: number
}

/**
 * Writes the prompts of files of pairs with all their responses into a prompt set, so that a study can be made of them;
 * all or nothing. What the set has is used as it is; a second text of a system to a prompt is a further sample.
 * @param tell how far it is; what it throws breaks the import off
 * @throws AppError `upload_settled`; `upload_has_problems`; `conflict` for prompts that the set has with another text, or
 *   whose text neither the files nor the set have
 */
export async function importPairs(
  { actor }: SiteAccess<'imports:manage'>,
  input: PairsInput,
  tell: JobRun['tell'] = () => undefined,
): Promise<ImportedPairs> {
  return inTransaction(async (client) => {
    const { importId, set } = input
    const { files } = await settleImport(client, importId)
    const { problems } = await countProblems(client, input)
    tell(0, STEPS)
    const promptSetId = await lockSet(client, set, actor.id)
    const { prompts, responses, differing } = await writeTexts(client, { importId, promptSetId, focal: '' })
    if (differing.length > 0)
      throw refuse(`the prompt set “${set}” has another text for ${differing.join(', ')}. Choose a new prompt set.`)
    await requirePrompts(client, set)
    tell(1, STEPS)
    const samples = await countSamples(client)
    await client.query('DELETE FROM "ImportRow" WHERE "importId" = $1 AND problem IS NULL', [importId])
    await client.query('UPDATE "StudyImport" SET "promptSetId" = $2 WHERE id = $1', [importId, promptSetId])
    const detail = { files: files.length, prompts, responses, samples, leftOut: problems }
    await client.query(...auditInsert(actor, { action: 'pairs.import', subject: set, detail }))
    await client.query(ANALYZE)
    tell(STEPS, STEPS)
    return { promptSetId, prompts, responses, samples, leftOut: problems }
  })
}

/** Nobody can judge answers to a question that is not there. */
async function requirePrompts(client: PoolClient, set: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM import_prompt WHERE new AND prompt IS NULL ORDER BY row LIMIT 5',
  )
  if (rows.length > 0)
    throw refuse(
      `neither the file nor the prompt set “${set}” has the text of ${rows.map(({ name }) => name).join(', ')}. Choose the set that has these prompts, or bring a file with their texts.`,
    )
}

/** New responses of systems that have another text to the same prompt: comparisons show the first. */
async function countSamples(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM import_response s
     JOIN "SystemResponse" r ON r.id = s.id WHERE s.there IS NULL AND r.sample > 0`,
  )
  return rows[0]?.n ?? 0
}

function refuse(why: string): AppError {
  return new AppError('conflict', { message: `Nothing was imported: ${why}` })
}
