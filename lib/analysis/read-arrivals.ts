import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { Arrivals } from './anytime'
import { JUDGMENTS, leftOutReason, RESPONSES } from './left-out'

const Rows = z.array(
  z.object({ group: z.string(), first: z.string(), second: z.string(), scores: z.array(z.number()) }),
)

/** Of each group and pair of systems the first judgment of each prompt, in the order in which they were given. */
export async function readArrivals(studyId: string, criterion: string | null): Promise<Arrivals[]> {
  const rows = await db.$queryRaw`
    SELECT g.name AS "group", y.name AS first, z.name AS second,
           array_agg((1 + outcome)::float8 / 2 ORDER BY given."createdAt", given.id) AS scores
    FROM (
      SELECT DISTINCT ON (n."groupId", i."promptId", least(a."systemId", b."systemId"), greatest(a."systemId", b."systemId"))
             n."groupId", least(a."systemId", b."systemId") AS first, greatest(a."systemId", b."systemId") AS second,
             CASE WHEN a."systemId" < b."systemId" THEN sign(j.score) ELSE -sign(j.score) END AS outcome,
             j."createdAt", j.id
      FROM ${JUDGMENTS} ${RESPONSES}
      WHERE j."studyId" = ${studyId}::uuid AND ${leftOutReason(criterion)} IS NULL
      ORDER BY 1, i."promptId", 2, 3, j."createdAt", j.id) given
    JOIN "AnnotatorGroup" g ON g."studyId" = ${studyId}::uuid AND g.id = given."groupId"
    JOIN "System" y ON y.id = given.first JOIN "System" z ON z.id = given.second
    GROUP BY 1, 2, 3`
  return Rows.parse(rows)
}
