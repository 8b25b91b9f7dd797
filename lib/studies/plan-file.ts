import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { AppError } from '@/lib/errors'
import type { Column, RowOf } from '@/lib/exports/columns'
import { readBatches } from '@/lib/exports/read-batches'
import { type Sources, selectList } from '@/lib/exports/select-list'

/** plan.csv: one row a slot of a pool. New columns go to the end. */
export const PLAN_COLUMNS = [
  { name: 'pool', type: 'text', holds: 'Letters of the group that the slot is kept for, or anybody.' },
  { name: 'rank', type: 'integer', holds: 'Place in the order in which slots of the pool are handed out.' },
  { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' },
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model_a', type: 'text', holds: 'System that made response A.' },
  { name: 'model_b', type: 'text', holds: 'System that made response B; empty where one response is rated.' },
  { name: 'slot', type: 'integer', holds: 'Number of the slot of its item, from 0.' },
  { name: 'repeat', type: 'integer', holds: '0, or 1 for a planned second judgment by the same annotator.' },
  { name: 'repeat_after', type: 'integer', holds: 'After how many more judgments it is repeated; empty: it is not.' },
  { name: 'left', type: 'text', holds: 'Which arm stands left: a or b; empty where one response is rated.' },
  { name: 'sample', type: 'integer', holds: 'Which of the system’s responses to the prompt, from 0.' },
] as const satisfies readonly Column[]

type PlanRow = RowOf<typeof PLAN_COLUMNS>

/**
 * Every slot of a study's pools in the order it is handed out, with no id of this database: the same design over the
 * same texts gives the same rows. Slots kept for annotators (shared, check, gold and practice items) are in no pool.
 * @throws AppError `conflict` before the study is opened, which writes the plan
 */
export async function planFile({ studyId }: Access<'study:design'>): Promise<{
  title: string
  batches: AsyncGenerator<PlanRow[], void, undefined>
}> {
  const { title, openedAt } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { title: true, openedAt: true },
  })
  if (!openedAt) throw new AppError('conflict', { message: 'There is no plan yet: opening the study writes it.' })
  return { title, batches: readBatches<PlanRow>(selectPlan(studyId)) }
}

function selectPlan(studyId: string): Prisma.Sql {
  const { sql } = Prisma
  const sources: Sources<typeof PLAN_COLUMNS> = {
    pool: sql`coalesce(g."codePrefix", 'anybody')`,
    rank: sql`s.rank`,
    item: sql`i.position`,
    prompt_id: sql`p."externalId"`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    slot: sql`s.slot`,
    repeat: sql`s.repeat`,
    repeat_after: sql`s."repeatAfter"`,
    left: sql`CASE WHEN i."responseBId" IS NULL THEN NULL WHEN s."leftIsA" THEN 'a' ELSE 'b' END`,
    sample: sql`a.sample`,
  }
  return sql`
    SELECT ${selectList(PLAN_COLUMNS, sources)}
    FROM "Assignment" s
    JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" yb ON yb.id = b."systemId"
    LEFT JOIN "AnnotatorGroup" g ON g."studyId" = s."studyId" AND g.id = s."groupId"
    WHERE s."studyId" = ${studyOf(studyId)} AND (s."keptForId" IS NULL OR s.repeat = 1)
    ORDER BY g.position NULLS FIRST, g."codePrefix" COLLATE "C" NULLS FIRST, s.rank, s.repeat, s.slot`
}
