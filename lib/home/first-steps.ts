import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const Steps = z.object({
  /** A prompt set of the site, other than the demo's. */
  hasSet: z.boolean(),
  /** A study of one's own, other than the demo and what was finished elsewhere. */
  hasStudy: z.boolean(),
  /** A link into such a study, or somebody who judges in it. */
  hasPeople: z.boolean(),
  /** The demo of the first start, while it is open. */
  demoId: z.string().nullable(),
})

/** How far somebody has come with their first study, and where the demo is. */
export type FirstSteps = z.output<typeof Steps>

/** Asks whether there is any, and counts nothing. */
export async function readFirstSteps({ actor }: SiteAccess<'studies:list'>): Promise<FirstSteps> {
  const rows = await db.$queryRaw`
    WITH own AS MATERIALIZED (
      SELECT s.id FROM "StudyMember" m JOIN "Study" s ON s.id = m."studyId"
      WHERE m."userId" = ${actor.id}::uuid AND m.role <> 'VIEWER' AND NOT s.demo AND s.origin = 'COLLECTED')
    SELECT EXISTS (SELECT FROM "PromptSet" p WHERE NOT EXISTS (
             SELECT FROM "Study" d WHERE d."promptSetId" = p.id AND d.demo)) AS "hasSet",
           EXISTS (SELECT FROM own) AS "hasStudy",
           EXISTS (SELECT FROM own WHERE EXISTS (SELECT FROM "Invite" i WHERE i."studyId" = own.id)
                                      OR EXISTS (SELECT FROM "Annotator" n WHERE n."studyId" = own.id)) AS "hasPeople",
           (SELECT s.id FROM "Study" s WHERE s.demo AND s.status = 'OPEN'
            ORDER BY s.protocol <> 'COMPARISON', s."createdAt" LIMIT 1) AS "demoId"`
  return z.tuple([Steps]).parse(rows)[0]
}
