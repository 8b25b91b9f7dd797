import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { TEST_EVENT } from './events'
import { readWebhook } from './queries'
import { requestDeliveries } from './request-deliveries'
import type { ReplayInput } from './schema'

type Manager = SiteAccess<'webhooks:manage'>

/** Sends a message that says nothing but that it arrived. @returns its id @throws AppError `not_found`; `conflict` where it is off */
export async function sendTest(access: Manager, webhookId: string): Promise<{ id: string }> {
  await requireOn(access, webhookId)
  const made = await db.webhookDelivery.create({
    data: { webhookId, type: TEST_EVENT, data: {} },
    select: { id: true },
  })
  await requestDeliveries()
  return made
}

/**
 * Sends a message once more, or every one that failed, under the ids they had: a receiver that has one knows it.
 * @returns how many
 * @throws AppError `not_found`; `conflict` where the webhook is off, or the message is on its way still
 */
export async function sendAgain(access: Manager, { webhookId, deliveryId }: ReplayInput): Promise<{ sent: number }> {
  await requireOn(access, webhookId)
  const which = deliveryId ? { id: deliveryId, state: { not: 'WAITING' as const } } : { state: 'FAILED' as const }
  const { count: sent } = await db.webhookDelivery.updateMany({
    where: { webhookId, ...which },
    data: { state: 'WAITING', tries: 0, nextAt: new Date() },
  })
  if (deliveryId && sent === 0) {
    const there = await db.webhookDelivery.count({ where: { id: deliveryId, webhookId } })
    throw there === 0
      ? new AppError('not_found')
      : new AppError('conflict', { message: 'This message is on its way: it is tried again by itself.' })
  }
  await requestDeliveries()
  return { sent }
}

async function requireOn(access: Manager, webhookId: string): Promise<void> {
  const { disabledAt } = await readWebhook(access, webhookId)
  if (disabledAt) throw new AppError('conflict', { message: 'This webhook is switched off. Switch it on first.' })
}
