import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { ModelAnswers } from './model-answers'

const Rows = z.array(
  z.object({
    group: z.string(),
    first: z.string(),
    second: z.string(),
    outcome: z.string().nullable(),
    n: z.number(),
    inconsistent: z.number(),
  }),
)

/** Regular items of groups of models and annotators who are not excluded, with the two systems' names in their order. */
const ASKED = Prisma.sql`
  "Assignment" s
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId" AND n."excludedAt" IS NULL
  JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId" AND g.kind = 'LLM'
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId" AND i.kind = 'REGULAR'
  JOIN "SystemResponse" a ON a.id = i."responseAId"
  JOIN "SystemResponse" b ON b.id = i."responseBId"
  JOIN "System" y ON y.id = a."systemId"
  JOIN "System" z ON z.id = b."systemId"`

const PAIR = Prisma.sql`least(y.name COLLATE "C", z.name COLLATE "C") AS first, greatest(y.name COLLATE "C", z.name COLLATE "C") AS second`

/** What models did beside their verdicts on a question, by group and pair of systems. */
export async function readModelAnswers(studyId: string, criterion: string): Promise<ModelAnswers[]> {
  const study = studyOf(studyId)
  const rows = Rows.parse(
    await db.$queryRaw`
    SELECT g.name AS "group", ${PAIR}, coalesce(lower(s.outcome::text), 'no_verdict') AS outcome,
           count(*)::int AS n, 0 AS inconsistent
    FROM ${ASKED}
    WHERE s."studyId" = ${study} AND s.flag = 'NO_VERDICT' AND s.repeat = 0
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT "group", first, second, NULL, count(*)::int, (count(*) FILTER (WHERE low <> high))::int
    FROM (
      SELECT g.name AS "group", ${PAIR}, min(sign(j.score)) AS low, max(sign(j.score)) AS high
      FROM ${ASKED}
      JOIN "Judgment" j ON j."studyId" = s."studyId" AND j."assignmentId" = s.id
      WHERE s."studyId" = ${study} AND s.flag IS NULL AND s.repeat = 0
        AND j."supersededAt" IS NULL AND j."criterionId" = ${criterion}::uuid
      GROUP BY 1, 2, 3, s."itemId", n.id HAVING bool_or(s."leftIsA") AND bool_or(NOT s."leftIsA")) orders
    GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3, 4`,
  )
  const found = new Map<string, ModelAnswers>()
  for (const { group, first, second, outcome, n, inconsistent } of rows) {
    const key = JSON.stringify([group, first, second])
    const own = found.get(key) ?? { group, first, second, outcomes: {}, pairs: 0, inconsistent: 0 }
    found.set(key, own)
    if (outcome === null) Object.assign(own, { pairs: n, inconsistent })
    else own.outcomes[outcome] = n
  }
  return [...found.values()]
}
