import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'

/** More than this of what is shown a second is no reading: 15 words of six characters, five times a usual pace. */
const CHARACTERS_A_SECOND = 90

/** How many of an annotator's last verdicts are looked at. */
const LAST_VERDICTS = 100

const Speed = z.object({ annotatorId: z.string(), verdicts: z.coerce.number(), tooFast: z.coerce.number() })
export type Speed = z.output<typeof Speed>

/**
 * Of each person's last hundred verdicts, how many came sooner than the answers, or the one answer, can be read; the
 * prompt, which one may know by then, and identical pairs are left out. Only these hundred are read ("Assignment_done"), and of the texts
 * only how long they are.
 */
export async function readSpeed({
  studyId,
}: Access<'study:read'> | Access<'annotators:manage'> | Access<'study:results'>): Promise<Speed[]> {
  const rows = await db.$queryRaw`
    SELECT n.id AS "annotatorId", count(*) AS verdicts,
           count(*) FILTER (
             WHERE last."activeMs" * ${CHARACTERS_A_SECOND / 1000}::float8 < ra.characters + coalesce(rb.characters, 0)) AS "tooFast"
    FROM "Annotator" n
    CROSS JOIN LATERAL (
      SELECT a."itemId", a."activeMs" FROM "Assignment" a
      WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL AND a.flag IS NULL
      ORDER BY a."doneAt" DESC LIMIT ${LAST_VERDICTS}) last
    JOIN "Item" i ON i."studyId" = n."studyId" AND i.id = last."itemId" AND i.kind <> 'CHECK'
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE n."studyId" = ${studyOf(studyId)} AND NOT n.simulated AND n.llm IS NULL
    GROUP BY 1`
  return z.array(Speed).parse(rows)
}
