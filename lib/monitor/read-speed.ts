import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

/** More than this of the two answers a second is no reading: 15 words of six characters, five times a usual pace. */
export const CHARACTERS_A_SECOND = 90

/** How many of an annotator's last verdicts are looked at. */
export const LAST_VERDICTS = 100

const Speed = z.object({ annotatorId: z.string(), verdicts: z.coerce.number(), tooFast: z.coerce.number() })
export type Speed = z.output<typeof Speed>

/**
 * Of each annotator's last hundred verdicts, how many came sooner than the two answers can be read; the prompt, which
 * one may know by then, and identical pairs are left out. Only these hundred are read ("Assignment_done"), and only of
 * annotators seen in the last week: texts are long.
 */
export async function readSpeed({ studyId }: Access<'study:read'>): Promise<Speed[]> {
  const rows = await db.$queryRaw`
    SELECT n.id AS "annotatorId", count(*) AS verdicts,
           count(*) FILTER (WHERE last."activeMs" * ${CHARACTERS_A_SECOND / 1000}::float8 < size.a + size.b) AS "tooFast"
    FROM "Annotator" n
    CROSS JOIN LATERAL (
      SELECT a."itemId", a."activeMs" FROM "Assignment" a
      WHERE a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" > now() - interval '7 days'
        AND a.flag IS NULL
      ORDER BY a."doneAt" DESC LIMIT ${LAST_VERDICTS}) last
    JOIN "Item" i ON i."studyId" = n."studyId" AND i.id = last."itemId" AND i.kind <> 'CHECK'
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    CROSS JOIN LATERAL (
      SELECT (SELECT sum(length(m ->> 'content')) FROM jsonb_array_elements(ra.messages) m) AS a,
             (SELECT sum(length(m ->> 'content')) FROM jsonb_array_elements(rb.messages) m) AS b) size
    WHERE n."studyId" = ${studyId}::uuid AND NOT n.simulated AND n."deactivatedAt" IS NULL
    GROUP BY 1`
  return z.array(Speed).parse(rows)
}
