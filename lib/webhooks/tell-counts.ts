import 'server-only'
import { z } from 'zod'
import { judgmentsKept } from '@/lib/counts/slots'
import { db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** Shares of the judgments that are in, in percent, that are told of. */
const STEPS = [25, 50, 75, 90, 100]

const COUNTED = ['study.progress', 'judgment.batch', 'item.completed', 'annotator.finished']

const Ids = z.array(z.object({ id: z.string() }))
const number = z.coerce.number()
const Counts = z.tuple([z.object({ wanted: number, done: number, items: number, finished: number })])

/**
 * Tells of what came in since it last told: judgments, items that have all of theirs, annotators who may judge no more, shares of
 * the whole. Verdicts write nothing for it; each study that somebody is told of is counted by whoever works, once a minute.
 * @param minSeconds since a study was last counted
 */
export async function tellCounts(minSeconds = 55): Promise<void> {
  const studies = Ids.parse(
    await db.$queryRaw`
      SELECT s.id FROM "Study" s LEFT JOIN "WebhookMark" m ON m."studyId" = s.id
      WHERE s.status <> 'DRAFT' AND s.origin = 'COLLECTED'
        AND (m.at IS NULL OR m.at < now() - make_interval(secs => ${minSeconds}::float8))
        AND (s."closedAt" IS NULL OR m.at IS NULL OR m.at < s."closedAt")
        AND EXISTS (
          SELECT FROM "Webhook" w WHERE w."disabledAt" IS NULL AND w.events && ${COUNTED}::text[]
            AND (cardinality(w."studyIds") = 0 OR s.id = ANY (w."studyIds")))`,
  )
  for (const { id } of studies) await db.$transaction((tx) => tellOf(tx, id))
}

async function tellOf(tx: Tx, studyId: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO "WebhookMark" ("studyId", at) VALUES (${studyId}::uuid, '-infinity') ON CONFLICT DO NOTHING`
  // Of two who count at once the second finds it told.
  await tx.$executeRaw`SELECT FROM "WebhookMark" WHERE "studyId" = ${studyId}::uuid FOR UPDATE`
  const mark = await tx.webhookMark.findUniqueOrThrow({ where: { studyId } })
  const { wanted, done, items, finished } = await count(tx, studyId)
  const tell = (type: string, data: object) =>
    tx.$executeRaw`SELECT tell_webhooks(${type}, ${studyId}::uuid, ${JSON.stringify(data)}::jsonb)`
  const since = mark.at.getTime() > 0 ? mark.at.toISOString() : null
  if (done > mark.judgments) await tell('judgment.batch', { judgments: done - mark.judgments, since, total: done })
  if (items > mark.items) await tell('item.completed', { items: items - mark.items, since, total: items })
  if (finished > mark.finished)
    await tell('annotator.finished', { annotators: finished - mark.finished, since, total: finished })
  const percent = STEPS.findLast((step) => wanted > 0 && (100 * done) / wanted >= step) ?? 0
  if (percent > mark.percent) await tell('study.progress', { percent, done, wanted })
  const now = { judgments: done, items, finished, percent: Math.max(percent, mark.percent) }
  await tx.webhookMark.update({ where: { studyId }, data: { ...now, at: new Date() } })
}

/** Where a study stands: judgments from counters; items and annotators who have nothing left. */
async function count(tx: Tx, studyId: string) {
  const rows = await tx.$queryRaw`
    SELECT kept.wanted, kept.done,
      (SELECT count(*) FROM "Item" i WHERE i."studyId" = s.id AND i.kind = 'REGULAR' AND NOT EXISTS (
        SELECT FROM "Assignment" a WHERE a."studyId" = s.id AND a."itemId" = i.id AND a."doneAt" IS NULL)) AS items,
      (SELECT count(*) FROM "Annotator" n WHERE n."studyId" = s.id AND n."deactivatedAt" IS NULL AND n.judged >= s.cap) AS finished
    FROM "Study" s CROSS JOIN LATERAL (${judgmentsKept(Prisma.sql`s.id`)}) kept WHERE s.id = ${studyId}::uuid`
  return Counts.parse(rows)[0]
}
