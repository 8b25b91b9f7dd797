import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { JUDGMENTS, LEFT_OUT, LEFT_OUT_REASON, type LeftOut } from './left-out'

/** So many judgments that are alike in all that matters here. `outcome` is canonical: 1 for arm A, 0 tie, −1 arm B. */
export type OutcomeCell = {
  groupId: string
  systemAId: string
  systemBId: string | null
  reason: LeftOut | null
  outcome: number
  simulated: boolean
  count: number
}

const Cells = z.array(
  z.object({
    groupId: z.string(),
    systemAId: z.string(),
    systemBId: z.string().nullable(),
    reason: z.enum(Object.keys(LEFT_OUT) as [LeftOut, ...LeftOut[]]).nullable(),
    outcome: z.number(),
    simulated: z.boolean(),
    count: z.number(),
  }),
)

/** Every judgment of a study, counted in one pass: those that count and those that do not, so that the two add up. */
export async function countJudgments(studyId: string): Promise<OutcomeCell[]> {
  const rows = await db.$queryRaw`
    SELECT n."groupId", a."systemId" AS "systemAId", b."systemId" AS "systemBId", ${LEFT_OUT_REASON} AS reason,
           sign(j.score)::int AS outcome, n.simulated, count(*)::int AS count
    FROM ${JUDGMENTS}
    WHERE j."studyId" = ${studyId}::uuid
    GROUP BY 1, 2, 3, 4, 5, 6`
  return Cells.parse(rows)
}

/** The same of a study of which only counts are known. */
export async function countTallies(studyId: string): Promise<OutcomeCell[]> {
  const rows = await db.$queryRaw`
    SELECT t."groupId", t."systemAId", t."systemBId", NULL AS reason, sign(o.score)::int AS outcome,
           false AS simulated, sum(t.count)::int AS count
    FROM "Tally" t
    JOIN "CriterionOption" o ON o."studyId" = t."studyId" AND o."criterionId" = t."criterionId" AND o.code = t.choice
    JOIN "Criterion" c ON c."studyId" = t."studyId" AND c.id = t."criterionId"
    WHERE t."studyId" = ${studyId}::uuid
      AND c.position = (SELECT min(position) FROM "Criterion" f WHERE f."studyId" = t."studyId")
    GROUP BY 1, 2, 3, 5`
  return Cells.parse(rows)
}

const Flagged = z.tuple([z.object({ count: z.number() })])

/** Slots that an annotator gave back with “cannot judge”: no judgment came of them. */
export async function countFlagged(studyId: string): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count FROM "Assignment" s
    WHERE s."studyId" = ${studyId}::uuid AND s.flag IS NOT NULL
      AND NOT EXISTS (SELECT FROM "Judgment" j WHERE j."studyId" = s."studyId" AND j."assignmentId" = s.id)`
  return Flagged.parse(rows)[0].count
}
