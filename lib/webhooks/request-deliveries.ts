import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { enqueue } from '@/lib/jobs/queue'
import { wakeWorker } from '@/lib/jobs/wake'
import { webhookJob } from './webhook-job'

const Rows = z.array(z.object({ webhookId: z.string(), actorId: z.string() }))

/**
 * Asks for a job for each webhook that has a message due. What is written in a transaction of somebody else's is found so, and so
 * is what a process that ended has left: no message depends on whoever wrote it.
 */
export async function requestDeliveries(): Promise<void> {
  const due = Rows.parse(
    await db.$queryRaw`
      SELECT DISTINCT d."webhookId", w."userId" AS "actorId"
      FROM "WebhookDelivery" d JOIN "Webhook" w ON w.id = d."webhookId"
      WHERE d.state = 'WAITING' AND d."nextAt" <= now()`,
  )
  for (const payload of due) await db.$transaction((tx) => enqueue(tx, webhookJob, payload, payload.webhookId))
  if (due.length > 0) wakeWorker()
}
