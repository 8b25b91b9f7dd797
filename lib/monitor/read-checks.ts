import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'

const Checks = z.object({
  annotatorId: z.string(),
  kind: z.enum(['CHECK', 'GOLD']),
  judged: z.coerce.number(),
  /** Check items with a verdict that is no tie; gold items with another verdict than the known one, of any turn. */
  failed: z.coerce.number(),
})
export type Checks = z.output<typeof Checks>

/**
 * How each annotator of a study did on items whose verdict is known, by the first question: {annotatorId, kind, judged,
 * failed}, of no regular item. Check and gold items come from "Item_special", their slots by item.
 * @param study the study's id, or a column that holds it
 */
export function checksOf(study: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT a."annotatorId", i.kind::text, count(*) AS judged,
           count(*) FILTER (WHERE CASE WHEN i.kind = 'CHECK' THEN said.decided ELSE said.differs END) AS failed
    FROM "Item" i
    JOIN "Assignment" a ON a."studyId" = i."studyId" AND a."itemId" = i.id AND a."doneAt" IS NOT NULL AND a.flag IS NULL
    JOIN "Criterion" c ON c."studyId" = i."studyId" AND c.position = 0
    CROSS JOIN LATERAL (
      SELECT bool_or(j.score <> 0) AS decided, bool_or(j.choice <> i.expected) AS differs FROM "Judgment" j
      WHERE j."studyId" = a."studyId" AND j."assignmentId" = a.id AND j."criterionId" = c.id AND j."supersededAt" IS NULL
      HAVING count(*) > 0) said
    WHERE i."studyId" = ${study} AND i.kind IN ('CHECK', 'GOLD')
    GROUP BY 1, 2`
}

/** The same of a study that is read. */
export async function readChecks({
  studyId,
}: Access<'study:read'> | Access<'study:design'> | Access<'annotators:manage'> | Access<'study:results'>): Promise<
  Checks[]
> {
  const rows = await db.$queryRaw`${checksOf(studyOf(studyId))} ORDER BY 1, 2`
  return z.array(Checks).parse(rows)
}
