import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

/** A webhook as it is listed: without its secret, which is shown once. */
export type WebhookRow = {
  id: string
  name: string
  url: string
  events: string[]
  studyIds: string[]
  createdAt: Date
  /** Since when nothing has arrived; null when something does, or nothing was sent. */
  failingSince: Date | null
  disabledAt: Date | null
  disabledWhy: 'OWNER' | 'GONE' | 'FAILING' | null
}

/** One message, and what came of the last try. */
export type DeliveryRow = {
  id: string
  type: string
  studyId: string | null
  createdAt: Date
  state: 'WAITING' | 'DELIVERED' | 'FAILED'
  tries: number
  /** When it is tried next; of one that waits. */
  nextAt: Date | null
  triedAt: Date | null
  status: number | null
  answer: string | null
  problem: string | null
  ms: number | null
}

const select = {
  ...{ id: true, name: true, url: true, events: true, studyIds: true, createdAt: true },
  ...{ failingSince: true, disabledAt: true, disabledWhy: true },
} as const

const newest = [{ createdAt: 'desc' }, { id: 'asc' }] satisfies Prisma.WebhookOrderByWithRelationInput[]

/** The webhooks of whoever asks, the newest first. */
export function listWebhooks({ actor }: SiteAccess<'webhooks:manage'>): Promise<WebhookRow[]> {
  return db.webhook.findMany({ where: { userId: actor.id }, orderBy: newest, select })
}

/** One of them. @throws AppError `not_found` */
export async function readWebhook({ actor }: SiteAccess<'webhooks:manage'>, id: string): Promise<WebhookRow> {
  const found = await db.webhook.findFirst({ where: { id, userId: actor.id }, select })
  if (!found) throw new AppError('not_found')
  return found
}

/**
 * What was sent to a webhook, the newest first.
 * @param before messages older than this one
 * @throws AppError `not_found` for a webhook of somebody else’s, or a message that is not its own
 */
export async function listDeliveries(
  access: SiteAccess<'webhooks:manage'>,
  webhookId: string,
  { limit, before }: { limit: number; before?: { at: Date; id: string } | undefined },
): Promise<DeliveryRow[]> {
  await readWebhook(access, webhookId)
  // Kept to the millisecond, as moments are known here.
  const older = before && { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { gt: before.id } }] }
  const rows = await db.webhookDelivery.findMany({
    where: { webhookId, ...older },
    orderBy: newest,
    take: limit,
    omit: { webhookId: true, data: true },
  })
  return rows.map((row) => ({ ...row, nextAt: row.state === 'WAITING' ? row.nextAt : null }))
}
