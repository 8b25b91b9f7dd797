import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { Column, RowOf } from './columns'
import { readBatches } from './read-batches'
import { isoTime, type Sources, selectList } from './select-list'

/** names.csv: one row a word and text. */
export const NAME_COLUMNS = [
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model', type: 'text', holds: 'System whose response it is; empty where the prompt itself says the word.' },
  { name: 'word', type: 'text', holds: 'The word that was found.' },
  { name: 'kind', type: 'text', holds: 'system, listed, model, maker or phrase.' },
  { name: 'in_prompt', type: 'boolean', holds: 'Whether the prompt says it.' },
  { name: 'decision', type: 'text', holds: 'keep, mask or exclude; empty when nothing was decided.' },
  { name: 'decided_at', type: 'time', holds: 'When, UTC. Who did stands in the audit trail.' },
  { name: 'items', type: 'integer', holds: 'Items of the study that show the text; 0 before it is opened.' },
  {
    name: 'sample',
    type: 'integer',
    holds: 'Which of the system’s responses to the prompt, from 0; empty for the prompt itself.',
  },
] as const satisfies readonly Column[]

export type NameRow = RowOf<typeof NAME_COLUMNS>

/** Every name found in a study's prompts and responses, with what was decided. */
export async function exportNames({ studyId }: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<NameRow[], void, undefined>
}> {
  const { title } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { title: true } })
  return { title, batches: readBatches<NameRow>(selectNames(studyId)) }
}

function selectNames(studyId: string): Prisma.Sql {
  const { sql } = Prisma
  const sources: Sources<typeof NAME_COLUMNS> = {
    prompt_id: sql`p."externalId"`,
    model: sql`n.system`,
    word: sql`n.word`,
    kind: sql`lower(n.kind::text)`,
    in_prompt: sql`n."inPrompt"`,
    decision: sql`lower(n.decision::text)`,
    decided_at: isoTime(sql`n."decidedAt"`),
    items: sql`coalesce(shown.items, 0)`,
    sample: sql`n.sample`,
  }
  return sql`
    SELECT ${selectList(NAME_COLUMNS, sources)}
    FROM (
      SELECT n.word, n.kind, n."inPrompt", n.decision, n."decidedAt", r.id AS text, r."promptId", y.name AS system, r.sample
      FROM "NamedResponse" n
      JOIN "SystemResponse" r ON r.id = n."responseId" JOIN "System" y ON y.id = r."systemId"
      WHERE n."studyId" = ${studyOf(studyId)}
      UNION ALL
      SELECT word, kind, true, decision, "decidedAt", "promptId", "promptId", NULL, NULL
      FROM "NamedPrompt" WHERE "studyId" = ${studyOf(studyId)}
    ) n
    JOIN "Prompt" p ON p.id = n."promptId"
    LEFT JOIN (
      SELECT text, count(*)::int AS items
      FROM "Item" i
      CROSS JOIN LATERAL (SELECT DISTINCT unnest(ARRAY[i."promptId", i."responseAId", i."responseBId"]) AS text) texts
      WHERE i."studyId" = ${studyOf(studyId)} GROUP BY 1
    ) shown ON shown.text = n.text
    ORDER BY p.position, p.id, n.system COLLATE "C" NULLS FIRST, n.sample, n.word COLLATE "C"`
}
