import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

/** Responses that models of a group were asked to rate and did not, by what they did instead. */
export type NoRatings = { group: string; outcomes: Record<string, number> }

const Rows = z.array(z.object({ group: z.string(), outcome: z.string(), n: z.number() }))

/** What models gave no rating on, by group: of regular items and annotators who count, without what was asked again. */
export async function readNoRatings(studyId: string): Promise<NoRatings[]> {
  const rows = Rows.parse(
    await db.$queryRaw`
    SELECT g.name AS "group", coalesce(lower(s.outcome::text), 'no_verdict') AS outcome, count(*)::int AS n
    FROM "Assignment" s
    JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId" AND n."excludedAt" IS NULL
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId" AND g.kind = 'LLM'
    JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId" AND i.kind = 'REGULAR'
    WHERE s."studyId" = ${studyOf(studyId)} AND s.flag = 'NO_VERDICT' AND s.repeat = 0
    GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  return [...new Set(rows.map(({ group }) => group))].map((group) => ({
    group,
    outcomes: Object.fromEntries(rows.filter((row) => row.group === group).map(({ outcome, n }) => [outcome, n])),
  }))
}
