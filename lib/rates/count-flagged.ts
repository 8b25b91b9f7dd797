import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

const Flagged = z.tuple([z.object({ count: z.number() })])

/** Slots that a person gave back with “cannot judge”: no judgment came of them. What models did is told apart. */
export async function countFlagged(studyId: string): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count FROM "Assignment" s
    WHERE s."studyId" = ${studyOf(studyId)} AND s.flag <> 'NO_VERDICT'
      AND NOT EXISTS (SELECT FROM "Judgment" j WHERE j."studyId" = s."studyId" AND j."assignmentId" = s.id)`
  return Flagged.parse(rows)[0].count
}
