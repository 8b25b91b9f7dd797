import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { judgmentsKept } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { checksOf } from '@/lib/monitor/read-checks'
import { type Need, needsOf, Running } from './needs'

/** Of so many running studies it is asked what they need, those opened last. */
const RUNNING = 50
/** A run that finished is news for so many days. */
const NEWS_DAYS = 3

/**
 * What the running studies that somebody designs need of them now, the most pressing first; of an admin not everybody's. Judgments are read from counters; of slots,
 * those of check and gold items alone.
 */
export async function readNeeds({ actor }: SiteAccess<'studies:list'>): Promise<Need[]> {
  const runs = (which: Prisma.Sql) => Prisma.sql`(
    SELECT coalesce(json_agg(n.code ORDER BY n.code), '[]') FROM "ModelRun" r
    JOIN "Annotator" n ON n."studyId" = r."studyId" AND n.id = r."annotatorId" AND n."deactivatedAt" IS NULL
    WHERE r."studyId" = s.id AND ${which})`
  const rows = await db.$queryRaw`
    SELECT s.id AS "studyId", s.title, s.status::text, counted.*,
           (SELECT count(*) FROM "Annotator" n WHERE n."studyId" = s.id AND n."deactivatedAt" IS NULL) AS annotators,
           ${runs(Prisma.sql`r.status = 'STOPPED'`)} AS stopped, ${runs(Prisma.sql`r.status = 'READY'`)} AS ready,
           ${runs(Prisma.sql`r.status = 'DONE' AND r."finishedAt" > now() - make_interval(days => ${NEWS_DAYS}::int)`)} AS finished,
           (SELECT coalesce(json_agg(known ORDER BY known.code), '[]') FROM (
              SELECT n.code, sum(k.judged)::int AS judged, sum(k.failed)::int AS failed
              FROM (${checksOf(Prisma.sql`s.id`)}) k
              JOIN "Annotator" n ON n."studyId" = s.id AND n.id = k."annotatorId" AND n."excludedAt" IS NULL
              GROUP BY n.code) known) AS known
    FROM (SELECT s.id, s.title, s.status FROM "Study" s
          WHERE s.status IN ('OPEN', 'PAUSED') AND s.origin = 'COLLECTED' AND NOT s.demo AND s."archivedAt" IS NULL
            AND EXISTS (SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${actor.id}::uuid
                        AND m.role <> 'VIEWER')
          ORDER BY s."openedAt" DESC NULLS LAST, s.id LIMIT ${RUNNING}) s
    CROSS JOIN LATERAL (${judgmentsKept(Prisma.sql`s.id`)}) counted`
  return needsOf(z.array(Running).parse(rows))
}
