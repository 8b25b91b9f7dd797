import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import { authorizeActor, type SiteAccess } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { seal } from '@/lib/security/seal'
import { requireReceiver } from './receiver'
import type { WebhookInput } from './schema'
import { makeWebhookSecret } from './signature'

/** More than anybody has receivers. */
const MOST_WEBHOOKS = 20
const BOTH_SIGN_MS = 24 * 60 * 60 * 1000

type Manager = SiteAccess<'webhooks:manage'>

/** What a new secret is told with: now or never. */
export type MadeSecret = { id: string; secret: string }

/**
 * Makes a webhook of whoever asks.
 * @throws AppError `invalid` for an address that may not be told; `not_found` for a study that is none of theirs; `conflict`
 *   with too many, or when nothing can be sealed here
 */
export async function createWebhook({ actor }: Manager, input: WebhookInput): Promise<MadeSecret> {
  const { name, url, events, studyIds } = input
  requireReceiver(url)
  for (const studyId of studyIds) await authorizeActor(actor, studyId, 'study:read')
  const [id, secret] = [randomUUID(), makeWebhookSecret()]
  const sealedSecret = await seal(id, secret)
  const told = { events: [...new Set(events)], studyIds: [...new Set(studyIds)] }
  await db.$transaction(async (tx) => {
    if ((await tx.webhook.count({ where: { userId: actor.id } })) >= MOST_WEBHOOKS)
      throw new AppError('conflict', { message: `You have ${MOST_WEBHOOKS} webhooks. Delete one first.` })
    await tx.webhook.create({ data: { id, userId: actor.id, name, url, ...told, sealedSecret }, select: { id: true } })
    await recordAudit(tx, actor, { action: 'webhook.create', subject: name, detail: { host: hostOf(url) } })
  })
  return { id, secret }
}

/** Makes a new secret; the one before signs for a day more. @throws AppError `not_found` */
export async function renewSecret(access: Manager, webhookId: string): Promise<MadeSecret> {
  const secret = makeWebhookSecret()
  const sealedSecret = await seal(webhookId, secret)
  await change(access, webhookId, async (tx, webhook) => {
    const old = { sealedOldSecret: webhook.sealedSecret, oldSecretUntil: new Date(Date.now() + BOTH_SIGN_MS) }
    await tx.webhook.update({ where: { id: webhookId }, data: { sealedSecret, ...old } })
    await recordAudit(tx, access.actor, { action: 'webhook.secret', subject: webhook.name })
  })
  return { id: webhookId, secret }
}

/** Switches a webhook on or off. Of what happens while it is off it is told nothing. @throws AppError `not_found` */
export async function switchWebhook(access: Manager, webhookId: string, isOn: boolean): Promise<void> {
  await change(access, webhookId, async (tx, { name, disabledAt }) => {
    if ((disabledAt === null) === isOn) return
    const data = isOn
      ? { disabledAt: null, disabledWhy: null, failingSince: null }
      : { disabledAt: new Date(), disabledWhy: 'OWNER' as const }
    await tx.webhook.update({ where: { id: webhookId }, data })
    await recordAudit(tx, access.actor, { action: isOn ? 'webhook.enable' : 'webhook.disable', subject: name })
  })
}

/** Deletes a webhook with all that was sent to it. @throws AppError `not_found` */
export async function deleteWebhook(access: Manager, webhookId: string): Promise<void> {
  await change(access, webhookId, async (tx, { name }) => {
    await tx.webhook.delete({ where: { id: webhookId } })
    await recordAudit(tx, access.actor, { action: 'webhook.delete', subject: name })
  })
}

type Webhook = NonNullable<Awaited<ReturnType<Tx['webhook']['findUnique']>>>

/** Changes a webhook of one's own, its row held, so that of two who do the second sees what the first did. */
async function change({ actor }: Manager, id: string, run: (tx: Tx, webhook: Webhook) => Promise<void>): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM "Webhook" WHERE id = ${id}::uuid FOR UPDATE`
    const webhook = await tx.webhook.findFirst({ where: { id, userId: actor.id } })
    if (!webhook) throw new AppError('not_found')
    await run(tx, webhook)
  })
}

function hostOf(url: string): string {
  return new URL(url).host
}
