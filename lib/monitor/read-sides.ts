import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const Sides = z.object({
  annotatorId: z.string(),
  seen: z.coerce.number(),
  /** How many more of the pairs they have seen had arm A left than right; negative the other way. */
  lean: z.coerce.number(),
  /** How long they were at it with the page in view, all pairs together. */
  activeMs: z.coerce.number(),
})
export type Sides = z.output<typeof Sides>

/**
 * How often each person has seen arm A on the left, and for how long. One pass over the slots that are done: a model's have
 * an outcome.
 */
export async function readSides({ studyId }: Access<'study:read'>): Promise<Sides[]> {
  const rows = await db.$queryRaw`
    SELECT "annotatorId", count(*) AS seen, sum(CASE "leftIsA" WHEN true THEN 1 WHEN false THEN -1 ELSE 0 END) AS lean,
           coalesce(sum("activeMs"), 0) AS "activeMs"
    FROM "Assignment" WHERE "studyId" = ${studyId}::uuid AND "doneAt" IS NOT NULL AND outcome IS NULL GROUP BY 1`
  return z.array(Sides).parse(rows)
}
