import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const Late = z.object({ annotatorId: z.string(), verdicts: z.coerce.number(), activeMs: z.coerce.number() })
export type Late = z.output<typeof Late>

/** Of each annotator, the verdicts that came too late to count, and the time they took. */
export async function readLate({ studyId }: Access<'study:read'>): Promise<Late[]> {
  const rows = await db.$queryRaw`
    SELECT "annotatorId", count(*) AS verdicts, sum("activeMs") AS "activeMs" FROM "LateVerdict"
    WHERE "studyId" = ${studyId}::uuid GROUP BY 1`
  return z.array(Late).parse(rows)
}
