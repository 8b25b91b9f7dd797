import 'server-only'
import { db } from '@/lib/db/client'

const DAY_MS = 24 * 60 * 60 * 1000
/** How long it can be seen what was sent, and sent again. */
const KEPT_DAYS = 30

/** Forgets messages that arrived, or were given up, thirty days ago. */
export async function forgetDeliveries(): Promise<void> {
  const before = new Date(Date.now() - KEPT_DAYS * DAY_MS)
  await db.webhookDelivery.deleteMany({ where: { state: { not: 'WAITING' }, createdAt: { lt: before } } })
}
