import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { readBatches } from '@/lib/exports/read-batches'

/** Columns of a plan file, as docs/file-formats.md explains them. */
export const PLAN_COLUMNS = [
  'pool',
  'rank',
  'item',
  'prompt_id',
  'model_a',
  'model_b',
  'slot',
  'repeat',
  'repeat_after',
  'left',
] as const

type PlanRow = Record<(typeof PLAN_COLUMNS)[number], string | number | null>

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
  return Prisma.sql`
    SELECT coalesce(g."codePrefix", 'anybody') AS pool, s.rank, i.position AS item, p."externalId" AS prompt_id,
           ya.name AS model_a, yb.name AS model_b, s.slot, s.repeat, s."repeatAfter" AS repeat_after,
           CASE WHEN s."leftIsA" THEN 'a' ELSE 'b' END AS "left"
    FROM "Assignment" s
    JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" ya ON ya.id = a."systemId"
    JOIN "SystemResponse" b ON b.id = i."responseBId" JOIN "System" yb ON yb.id = b."systemId"
    LEFT JOIN "AnnotatorGroup" g ON g."studyId" = s."studyId" AND g.id = s."groupId"
    WHERE s."studyId" = ${studyId}::uuid AND (s."keptForId" IS NULL OR s.repeat = 1)
    ORDER BY g.position NULLS FIRST, g."codePrefix" COLLATE "C" NULLS FIRST, s.rank, s.repeat, s.slot`
}
