import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const SetAside = z.object({
  flag: z.enum(['BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER']),
  pairs: z.coerce.number(),
  items: z.coerce.number(),
})
export type SetAsideCount = z.output<typeof SetAside>

/** How often people said that a pair cannot be judged, by reason ("Assignment_set_aside"); models set nothing aside. */
export async function countSetAside({ studyId }: Access<'study:read'>): Promise<SetAsideCount[]> {
  const rows = await db.$queryRaw`
    SELECT flag::text, count(*) AS pairs, count(DISTINCT "itemId") AS items FROM "Assignment"
    WHERE "studyId" = ${studyId}::uuid AND flag IS NOT NULL AND flag <> 'NO_VERDICT' GROUP BY flag ORDER BY flag`
  return z.array(SetAside).parse(rows)
}
