import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

const Given = z.object({ label: z.string(), answers: z.coerce.number() })
/** An option of a scale, and how often an annotator gave it. */
export type Given = z.output<typeof Given>

/** One annotator's grades by the first question, from the worst to the best; none while the rating study is open. */
export async function countGiven({ studyId }: Access<'annotators:manage'>, id: string): Promise<Given[]> {
  const rows = await db.$queryRaw`
    SELECT o.label, count(said.id) AS answers
    FROM "Study" s
    JOIN "Criterion" c ON c."studyId" = s.id AND c.position = 0
    JOIN "CriterionOption" o ON o."studyId" = s.id AND o."criterionId" = c.id
    LEFT JOIN (
      SELECT j.id, j.choice, j."criterionId" FROM "Assignment" a
      JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind = 'REGULAR'
      JOIN "Judgment" j ON j."studyId" = a."studyId" AND j."assignmentId" = a.id AND j."supersededAt" IS NULL
      WHERE a."studyId" = ${studyOf(studyId)} AND a."annotatorId" = ${id}::uuid AND a.repeat = 0
    ) said ON said."criterionId" = c.id AND said.choice = o.code
    WHERE s.id = ${studyOf(studyId)} AND s.status = 'CLOSED' AND s.protocol = 'RATING'
    GROUP BY o.position, o.label ORDER BY o.position`
  return z.array(Given).parse(rows)
}
