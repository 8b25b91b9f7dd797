import 'server-only'
import { z } from 'zod'
import type { db, Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { DECISIONS, type DecidedName } from './decided-name'

const Row = z.object({
  promptId: z.string(),
  systemId: z.string().nullable(),
  sample: z.number(),
  word: z.string(),
  decision: z.enum(DECISIONS),
})

/** What was decided about the names in a study's prompts and responses, by prompt, system, sample and word. */
export async function loadDecided(tx: Tx | typeof db, studyId: string): Promise<DecidedName[]> {
  const rows = await tx.$queryRaw`
    SELECT d."promptId", d."systemId", d.sample, d.word, d.decision::text
    FROM (
      SELECT r."promptId", r."systemId", r.sample, n.word, n.decision
      FROM "NamedResponse" n JOIN "SystemResponse" r ON r.id = n."responseId" WHERE n."studyId" = ${studyId}::uuid
      UNION ALL
      SELECT "promptId", NULL, 0, word, decision FROM "NamedPrompt" WHERE "studyId" = ${studyId}::uuid
    ) d
    JOIN "Prompt" p ON p.id = d."promptId" LEFT JOIN "System" y ON y.id = d."systemId"
    WHERE d.decision IS NOT NULL
    ORDER BY p.position, p.id, y.name COLLATE "C" NULLS FIRST, d.sample, d.word COLLATE "C"`
  return z.array(Row).parse(rows)
}

/**
 * Writes down what a design that was copied or imported decides.
 * @throws AppError `invalid` for a prompt or a response that is gone
 */
export async function writeDecided(
  tx: Tx,
  { studyId, actorId }: { studyId: string; actorId: string },
  names: readonly DecidedName[],
): Promise<void> {
  if (names.length === 0) return
  const column = <K extends keyof DecidedName>(key: K) => names.map((name) => name[key])
  const written = await tx.$queryRaw`
    WITH decided AS (
      SELECT * FROM unnest(${column('promptId')}::uuid[], ${column('systemId')}::uuid[], ${column('sample')}::int[],
                           ${column('word')}::text[], ${column('decision')}::"NameDecision"[])
        AS d(prompt, system, sample, word, decision)),
    responses AS (
      INSERT INTO "NamedResponse" ("studyId", "responseId", word, kind, decision, "decidedById", "decidedAt")
      SELECT ${studyId}::uuid, r.id, d.word, 'LISTED', d.decision, ${actorId}::uuid, now()
      FROM decided d
      JOIN "SystemResponse" r ON r."promptId" = d.prompt AND r."systemId" = d.system AND r.sample = d.sample
      ON CONFLICT DO NOTHING RETURNING 1),
    prompts AS (
      INSERT INTO "NamedPrompt" ("studyId", "promptId", word, kind, decision, "decidedById", "decidedAt")
      SELECT ${studyId}::uuid, p.id, d.word, 'LISTED', d.decision, ${actorId}::uuid, now()
      FROM decided d JOIN "Prompt" p ON p.id = d.prompt WHERE d.system IS NULL
      ON CONFLICT DO NOTHING RETURNING 1)
    SELECT (SELECT count(*) FROM responses)::int + (SELECT count(*) FROM prompts)::int AS rows`
  const [{ rows }] = z.tuple([z.object({ rows: z.number() })]).parse(written)
  if (rows < names.length)
    throw new AppError('invalid', {
      fields: { names: ['A decision is about a text that is not here, or about the same word twice.'] },
    })
}
