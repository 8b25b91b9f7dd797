import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { count } from '@/lib/numbers/count'
import { Mapping } from '../mapping/schema'
import { countInTheWay, type ProblemCode } from '../problems'
import { ImportedFile } from './schema'

/** Of two who import it, one does. */
export async function settleImport(client: PoolClient, importId: string) {
  const { rows } = await client.query(
    `UPDATE "StudyImport" SET status = 'IMPORTED' WHERE id = $1 AND status = 'STAGED' RETURNING format, files, mapping, pairs`,
    [importId],
  )
  if (!rows[0]) throw new AppError('upload_settled')
  return z
    .object({ format: z.string(), files: z.array(ImportedFile), mapping: Mapping.nullable(), pairs: z.boolean() })
    .parse(rows[0])
}

/** A problem that is never left out: somebody has to say what was meant. */
const MUST_BE_SAID: ProblemCode = 'unknown_value'

/**
 * What is left out of an import, by problem.
 * @throws AppError `upload_has_problems` unless somebody decided to leave them out, and some rows are left
 */
export async function countProblems(
  client: PoolClient,
  { importId, leaveOutProblems }: { importId: string; leaveOutProblems: boolean },
): Promise<{ leftOut: Record<string, number>; problems: number }> {
  const { rows } = await client.query<{ problem: string | null; n: number }>(
    'SELECT problem, count(*)::int AS n FROM "ImportRow" WHERE "importId" = $1 GROUP BY 1 ORDER BY 1',
    [importId],
  )
  const refuse = (message: string) =>
    new AppError('upload_has_problems', { message: `Nothing was imported: ${message}` })
  const leftOut = Object.fromEntries(rows.flatMap(({ problem, n }) => (problem === null ? [] : [[problem, n]])))
  const unsaid = leftOut[MUST_BE_SAID]
  if (unsaid)
    throw refuse(
      `of ${count(unsaid, 'row')} the mapping does not say what the verdict means. Give its value a meaning, or say there that it is no verdict, and bring the file again.`,
    )
  if (rows.every(({ problem }) => problem !== null))
    throw refuse('no row can be read. The report says what is wrong with each.')
  const problems = countInTheWay(rows.map(({ problem, n }) => ({ problem, count: n })))
  if (problems > 0 && !leaveOutProblems)
    throw refuse(
      `${problems === 1 ? 'one row has a problem' : `${problems} rows have problems`}. Mend the file and bring it again, or choose to leave ${problems === 1 ? 'it' : 'them'} out.`,
    )
  return { leftOut, problems }
}

/** The set of this name, made where there is none; imports into the same one wait for each other. */
export async function lockSet(client: PoolClient, name: string, createdById: string): Promise<string> {
  await client.query(
    'INSERT INTO "PromptSet" (id, name, "createdById") VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING',
    [randomUUID(), name, createdById],
  )
  const { rows } = await client.query('SELECT id FROM "PromptSet" WHERE name = $1 FOR NO KEY UPDATE', [name])
  return z.tuple([z.object({ id: z.string() })]).parse(rows)[0].id
}
