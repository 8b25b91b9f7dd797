import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { maySite } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { isVisibleSet } from '@/lib/prompts/visible-sets'

/** How many are listed at most. */
const SHOWN = 200

const SystemRow = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.date(),
  isArchived: z.boolean(),
  sets: z.number(),
  responses: z.number(),
  /** Rehearsals are none. */
  studies: z.number(),
})
export type SystemRow = z.output<typeof SystemRow>

/** Systems whose name holds `words`, by name, those that were put away last; at most 200, and how many there are. */
export async function listAllSystems({ actor }: SiteAccess<'prompts:read'>, words: string) {
  // One that answered prompts of others' own sets alone is theirs to know of.
  const seen = Prisma.sql`(EXISTS (
      SELECT FROM "SystemResponse" r JOIN "PromptSet" s ON s.id = r."promptSetId" WHERE r."systemId" = y.id AND ${isVisibleSet(actor)})
    OR NOT EXISTS (SELECT FROM "SystemResponse" r WHERE r."systemId" = y.id))`
  const [rows, totals] = await Promise.all([
    db.$queryRaw`
      SELECT y.id, y.name, y."createdAt", y."archivedAt" IS NOT NULL AS "isArchived",
        coalesce(r.sets, 0)::int AS sets, coalesce(r.responses, 0)::int AS responses,
        (SELECT count(*) FROM "StudySystem" u JOIN "Study" s ON s.id = u."studyId"
         WHERE u."systemId" = y.id AND s.origin <> 'SIMULATED')::int AS studies
      FROM (SELECT * FROM "System" y WHERE (${words} = '' OR position(lower(${words}) IN lower(name)) > 0) AND ${seen}
            ORDER BY "archivedAt" IS NOT NULL, lower(name), id LIMIT ${SHOWN}) y
      LEFT JOIN (SELECT "systemId", count(*) AS responses, count(DISTINCT "promptSetId") AS sets
                 FROM "SystemResponse" r JOIN "PromptSet" s ON s.id = r."promptSetId" WHERE ${isVisibleSet(actor)} GROUP BY 1) r ON r."systemId" = y.id
      ORDER BY y."archivedAt" IS NOT NULL, lower(y.name), y.id`,
    db.$queryRaw`
      SELECT count(*)::int AS total FROM "System" y
      WHERE (${words} = '' OR position(lower(${words}) IN lower(name)) > 0) AND ${seen}`,
  ])
  const [{ total }] = z.tuple([z.object({ total: z.number() })]).parse(totals)
  return { systems: z.array(SystemRow).parse(rows), total, mayManage: maySite(actor.role, 'imports:manage') }
}
