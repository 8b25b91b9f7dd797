import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { Column, RowOf } from './columns'
import { readBatches } from './read-batches'
import { isoTime, type Sources, selectList } from './select-list'

/** names.csv: one row a word and response. */
export const NAME_COLUMNS = [
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model', type: 'text', holds: 'System whose response it is.' },
  { name: 'word', type: 'text', holds: 'The word that was found.' },
  { name: 'kind', type: 'text', holds: 'system, listed, model, maker or phrase.' },
  { name: 'in_prompt', type: 'boolean', holds: 'Whether the prompt says it, too.' },
  { name: 'decision', type: 'text', holds: 'keep, mask or exclude; empty when nothing was decided.' },
  { name: 'decided_at', type: 'time', holds: 'When, UTC. Who did stands in the audit trail.' },
  { name: 'items', type: 'integer', holds: 'Items of the study that show the response; 0 before it is opened.' },
  { name: 'sample', type: 'integer', holds: 'Which of the system’s responses to the prompt, from 0.' },
] as const satisfies readonly Column[]

export type NameRow = RowOf<typeof NAME_COLUMNS>

/** Every name found in a study's responses, with what was decided. */
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
    model: sql`y.name`,
    word: sql`n.word`,
    kind: sql`lower(n.kind::text)`,
    in_prompt: sql`n."inPrompt"`,
    decision: sql`lower(n.decision::text)`,
    decided_at: isoTime(sql`n."decidedAt"`),
    items: sql`coalesce(shown.items, 0)`,
    sample: sql`r.sample`,
  }
  return sql`
    SELECT ${selectList(NAME_COLUMNS, sources)}
    FROM "NamedResponse" n
    JOIN "SystemResponse" r ON r.id = n."responseId" JOIN "Prompt" p ON p.id = r."promptId"
    JOIN "System" y ON y.id = r."systemId"
    LEFT JOIN (
      SELECT response, count(*)::int AS items
      FROM "Item" i
      CROSS JOIN LATERAL (SELECT DISTINCT unnest(ARRAY[i."responseAId", i."responseBId"]) AS response) arms
      WHERE i."studyId" = ${studyOf(studyId)} GROUP BY 1
    ) shown ON shown.response = r.id
    WHERE n."studyId" = ${studyOf(studyId)}
    ORDER BY p.position, p.id, y.name COLLATE "C", r.sample, n.word COLLATE "C"`
}
