import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** Published shares of a pair of systems, as one kind of annotators judged it. */
export type PublishedValue = {
  source: string
  kind: 'HUMAN' | 'LLM'
  reference: string
  other: string
  win: number
  winOrTie: number
}

const Rows = z.array(
  z.object({
    source: z.string(),
    kind: z.enum(['HUMAN', 'LLM']),
    reference: z.string(),
    other: z.string(),
    win: z.number(),
    winOrTie: z.number(),
  }),
)

/**
 * Published values of the pairs of systems that this study compares, too: from the reconstructed studies, LIMA's among
 * them. A study of published counts is its own reference.
 */
export async function readReferences({ studyId }: Access<'study:results'>): Promise<PublishedValue[]> {
  const rows = await db.$queryRaw`
    SELECT u.title AS source, g.kind::text AS kind, y.name AS reference, z.name AS other,
           (sum(t.count) FILTER (WHERE o.score > 0))::float8 / sum(t.count) AS win,
           (sum(t.count) FILTER (WHERE o.score >= 0))::float8 / sum(t.count) AS "winOrTie"
    FROM "Tally" t
    JOIN "Study" u ON u.id = t."studyId"
    JOIN "Criterion" c ON c."studyId" = t."studyId" AND c.id = t."criterionId" AND c.position = 0
    JOIN "CriterionOption" o ON o."studyId" = t."studyId" AND o."criterionId" = t."criterionId" AND o.code = t.choice
    JOIN "AnnotatorGroup" g ON g."studyId" = t."studyId" AND g.id = t."groupId"
    JOIN "System" y ON y.id = t."systemAId" JOIN "System" z ON z.id = t."systemBId"
    WHERE EXISTS (SELECT FROM "StudySystem" s WHERE s."studyId" = ${studyId}::uuid AND s."systemId" = t."systemAId")
      AND EXISTS (SELECT FROM "StudySystem" s WHERE s."studyId" = ${studyId}::uuid AND s."systemId" = t."systemBId")
    GROUP BY u.id, u.title, g.kind, y.name, z.name
    HAVING sum(t.count) FILTER (WHERE o.score > 0) > 0
    ORDER BY u.title`
  return Rows.parse(rows)
}
