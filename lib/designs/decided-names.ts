import 'server-only'
import { z } from 'zod'
import type { db, Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { DECISIONS, type DecidedName } from './decided-name'

const Row = z.object({
  promptId: z.string(),
  systemId: z.string(),
  sample: z.number(),
  word: z.string(),
  decision: z.enum(DECISIONS),
})

/** What was decided about the names in a study's responses, by prompt, system, sample and word. */
export async function loadDecided(tx: Tx | typeof db, studyId: string): Promise<DecidedName[]> {
  const rows = await tx.$queryRaw`
    SELECT r."promptId", r."systemId", r.sample, n.word, n.decision::text
    FROM "NamedResponse" n
    JOIN "SystemResponse" r ON r.id = n."responseId" JOIN "Prompt" p ON p.id = r."promptId"
    JOIN "System" y ON y.id = r."systemId"
    WHERE n."studyId" = ${studyId}::uuid AND n.decision IS NOT NULL
    ORDER BY p.position, p.id, y.name COLLATE "C", r.sample, n.word COLLATE "C"`
  return z.array(Row).parse(rows)
}

/** Writes down what a design that was copied or imported decides. @throws AppError `invalid` for a response that is gone */
export async function writeDecided(
  tx: Tx,
  { studyId, actorId }: { studyId: string; actorId: string },
  names: readonly DecidedName[],
): Promise<void> {
  if (names.length === 0) return
  const column = <K extends keyof DecidedName>(key: K) => names.map((name) => name[key])
  const written = await tx.$executeRaw`
    INSERT INTO "NamedResponse" ("studyId", "responseId", word, kind, decision, "decidedById", "decidedAt")
    SELECT ${studyId}::uuid, r.id, d.word, 'LISTED', d.decision, ${actorId}::uuid, now()
    FROM unnest(${column('promptId')}::uuid[], ${column('systemId')}::uuid[], ${column('sample')}::int[],
                ${column('word')}::text[], ${column('decision')}::"NameDecision"[])
      AS d(prompt, system, sample, word, decision)
    JOIN "SystemResponse" r ON r."promptId" = d.prompt AND r."systemId" = d.system AND r.sample = d.sample
    ON CONFLICT DO NOTHING`
  if (written < names.length)
    throw new AppError('invalid', {
      fields: { names: ['A decision is about a response that is not here, or about the same word twice.'] },
    })
}
