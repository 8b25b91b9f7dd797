import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'

/** Of a pair of systems, or of one that is rated, what is planned and not judged: slots, the items they are of, those of them nobody judged. */
export type OpenPair = z.infer<typeof Rows>[number]

const Rows = z.array(
  z.object({
    system: z.string(),
    against: z.string().nullable(),
    judgments: z.number(),
    items: z.number(),
    unjudged: z.number(),
  }),
)

/** What of the plan is still open, pair by pair or system by system, the most first. Reads the open slots alone, of which a closed study has few. */
export async function readOpen({ studyId }: Access<'study:results'>): Promise<OpenPair[]> {
  const rows = await db.$queryRaw`
    WITH open AS (
      SELECT "itemId", count(*)::int AS slots FROM (${openSlots(studyId, 'NULL')} UNION ALL ${openSlots(studyId, 'NOT NULL')}) s
      GROUP BY 1)
    SELECT y.name AS system, z.name AS against, sum(open.slots)::int AS judgments, count(*)::int AS items,
           count(*) FILTER (WHERE NOT EXISTS (
             SELECT FROM "Assignment" d
             WHERE d."studyId" = i."studyId" AND d."itemId" = i.id AND d."doneAt" IS NOT NULL))::int AS unjudged
    FROM open
    JOIN "Item" i ON i."studyId" = ${studyOf(studyId)} AND i.id = open."itemId" AND i.kind = 'REGULAR'
    JOIN "SystemResponse" a ON a.id = i."responseAId" JOIN "System" y ON y.id = a."systemId"
    LEFT JOIN "SystemResponse" b ON b.id = i."responseBId" LEFT JOIN "System" z ON z.id = b."systemId"
    GROUP BY 1, 2
    ORDER BY 3 DESC, 1, 2`
  return Rows.parse(rows)
}

/** In a pool, or kept for somebody: each has an index of its open slots. */
function openSlots(studyId: string, keptFor: 'NULL' | 'NOT NULL'): Prisma.Sql {
  return Prisma.sql`
    SELECT "itemId" FROM "Assignment"
    WHERE "studyId" = ${studyOf(studyId)} AND "doneAt" IS NULL AND repeat = 0 AND "keptForId" IS ${Prisma.raw(keptFor)}`
}
