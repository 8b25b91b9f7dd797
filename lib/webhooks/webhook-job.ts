import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import type { Job } from '@/lib/jobs/job'
import { deliver } from './deliver'

const Payload = z.object({ webhookId: z.uuid(), actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** After so many it makes room for other webhooks, and is asked for again within a second. */
const MOST = 200

const SILENT_MS = 60_000

/** Sends what is due to one webhook, one message after another: a receiver that hangs keeps no other one waiting. */
export const webhookJob: Job<Payload> = {
  name: 'webhook',
  title: 'Messages to a webhook',
  payload: Payload,
  atOnce: 4,
  retries: 5,
  run: async ({ webhookId }, { signal, tell }) => {
    // Each once: one that fails is due again later.
    const due = await db.webhookDelivery.findMany({
      where: { webhookId, state: 'WAITING', nextAt: { lte: new Date() } },
      orderBy: [{ nextAt: 'asc' }, { createdAt: 'asc' }],
      take: MOST,
      select: { id: true },
    })
    let delivered = 0
    for (const [index, { id }] of due.entries()) {
      tell(index, due.length)
      const came = await deliver(id, signal)
      if (came === 'arrived') delivered++
      // Who does not answer one does not answer the others: they wait, and this place is free for other webhooks.
      if (came === 'silent') {
        await postpone(webhookId)
        break
      }
    }
    return { delivered }
  },
}

async function postpone(webhookId: string): Promise<void> {
  const now = Date.now()
  await db.webhookDelivery.updateMany({
    where: { webhookId, state: 'WAITING', nextAt: { lte: new Date(now + SILENT_MS) } },
    data: { nextAt: new Date(now + SILENT_MS) },
  })
}
