import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

/** How many of an annotator's last verdicts are looked at. */
const LAST_VERDICTS = 100

const Given = z.object({ annotatorId: z.string(), choice: z.string(), answers: z.coerce.number() })

/** How often an annotator gave the option they gave most, and how often others give it. Which one it is, is not told. */
export type Same = { annotatorId: string; answers: number; most: number; others: { answers: number; same: number } }

/**
 * Of each person's last hundred ratings, how many answers to the first question were the same option. Only ratings: of a
 * pair each side is better by chance as often. Only these hundred are read ("Assignment_done").
 */
export async function readSame({
  studyId,
}: Access<'study:read'> | Access<'annotators:manage'> | Access<'study:results'>): Promise<Same[]> {
  const rows = await db.$queryRaw`
    SELECT n.id AS "annotatorId", j.choice, count(*) AS answers
    FROM "Study" s
    JOIN "Criterion" c ON c."studyId" = s.id AND c.position = 0
    JOIN "Annotator" n ON n."studyId" = s.id AND NOT n.simulated AND n.llm IS NULL
    CROSS JOIN LATERAL (
      SELECT a.id FROM "Assignment" a
      WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL AND a.flag IS NULL
      ORDER BY a."doneAt" DESC LIMIT ${LAST_VERDICTS}) last
    JOIN "Judgment" j ON j."studyId" = s.id AND j."assignmentId" = last.id AND j."criterionId" = c.id
      AND j."supersededAt" IS NULL
    WHERE s.id = ${studyOf(studyId)} AND s.protocol = 'RATING'
    GROUP BY 1, 2`
  return countSame(z.array(Given).parse(rows))
}

/** The same from counts by annotator and option. */
export function countSame(given: readonly z.output<typeof Given>[]): Same[] {
  const sum = (rows: readonly { answers: number }[]) => rows.reduce((total, { answers }) => total + answers, 0)
  return [...new Set(given.map(({ annotatorId }) => annotatorId))].map((annotatorId) => {
    const own = given.filter((each) => each.annotatorId === annotatorId)
    const others = given.filter((each) => each.annotatorId !== annotatorId)
    const most = own.reduce((best, each) => (each.answers > best.answers ? each : best))
    const same = others.filter(({ choice }) => choice === most.choice)
    return { annotatorId, answers: sum(own), most: most.answers, others: { answers: sum(others), same: sum(same) } }
  })
}
