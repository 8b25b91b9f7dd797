import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { findActor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { messageOf } from './message'
import { nextTry } from './schedule'
import { openSecrets } from './secrets'
import { type Sent, sendMessage } from './send-message'

const DAY_MS = 24 * 60 * 60 * 1000
/** After so long of nothing but failures a webhook is switched off. */
const PATIENCE_MS = 5 * DAY_MS

type Found = NonNullable<Awaited<ReturnType<typeof find>>>

/**
 * Sends a message that waits, once, and writes down what came of it. Rights are asked anew: of a study that its webhook's
 * owner may no longer see nothing leaves. A process that ends before it has written that down sends it again, under the same id.
 * @returns `silent` where nobody answered at all
 */
export async function deliver(deliveryId: string, signal: AbortSignal): Promise<'arrived' | 'failed' | 'silent'> {
  const found = await find(deliveryId)
  if (!found) return 'failed'
  const refusal = await refusalOf(found)
  if (refusal !== null) {
    await db.webhookDelivery.update({ where: { id: found.id }, data: { state: 'FAILED', problem: refusal } })
    return 'failed'
  }
  const sent = await sendMessage(found.webhook.url, messageOf(found), await openSecrets(found.webhook), signal)
  const arrived = await write(found, sent)
  return arrived ? 'arrived' : sent.status === null ? 'silent' : 'failed'
}

function find(id: string) {
  return db.webhookDelivery.findUnique({ where: { id, state: 'WAITING' }, include: { webhook: true } })
}

/** Why a message must not leave; null when it may. */
async function refusalOf({ studyId, type, webhook }: Found): Promise<string | null> {
  if (webhook.disabledAt) return 'The webhook was switched off.'
  const owner = await findActor(webhook.userId)
  try {
    if (!owner) throw new AppError('forbidden')
    authorizeActorSite(owner, 'webhooks:manage')
    if (studyId) await authorizeActor(owner, studyId, 'study:read')
    else if (type === 'upload.imported') authorizeActorSite(owner, 'imports:manage')
    return null
  } catch (error) {
    if (error instanceof AppError) return 'Whoever made the webhook may not see this any more.'
    throw error
  }
}

/** Writes down what came of a try; a receiver that is gone, or never there for days, is told nothing more. */
async function write({ id, webhook, tries }: Found, { retryAfter, ...sent }: Sent): Promise<boolean> {
  const { status } = sent
  const arrived = status !== null && status >= 200 && status < 300
  const problem =
    status !== null && status >= 300 && status < 400 ? 'It sends on to elsewhere, which is not followed.' : null
  const nextAt = arrived ? null : nextTry(tries + 1, retryAfter)
  const state = arrived ? 'DELIVERED' : nextAt ? 'WAITING' : 'FAILED'
  const now = new Date()
  await db.$transaction(async (tx) => {
    await tx.webhookDelivery.update({
      where: { id },
      data: {
        ...{ ...sent, problem: sent.problem ?? problem, state, tries: { increment: 1 }, triedAt: now },
        ...(nextAt && { nextAt }),
      },
    })
    if (arrived) await tx.webhook.updateMany({ where: { id: webhook.id }, data: { failingSince: null } })
    else await tx.webhook.updateMany({ where: { id: webhook.id, failingSince: null }, data: { failingSince: now } })
    const { failingSince } = webhook
    const why =
      status === 410 ? 'GONE' : !arrived && failingSince && +now - +failingSince > PATIENCE_MS ? 'FAILING' : null
    if (why === null) return
    const { count } = await tx.webhook.updateMany({
      where: { id: webhook.id, disabledAt: null },
      data: { disabledAt: now, disabledWhy: why },
    })
    if (count > 0) await recordAudit(tx, null, { action: 'webhook.disable', subject: webhook.name, detail: { why } })
  })
  return arrived
}
