import { z } from 'zod'
import { answers, json, nothing } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { listDeliveries, listWebhooks, readWebhook } from '@/lib/webhooks/queries'
import { createWebhook, deleteWebhook, renewSecret, switchWebhook } from '@/lib/webhooks/save-webhook'
import { WebhookInput, WebhookKey, WebhookSwitch } from '@/lib/webhooks/schema'
import { sendAgain, sendTest } from '@/lib/webhooks/send-again'
import { newestFirst, Paging, pageAfter, pageOf, readCursor, readNewest } from './paging'
import { Deliveries, Made, MadeSecret, OneWebhook, Sent, Webhooks } from './shapes'

const gate = { needs: 'webhooks:manage', scope: 'webhooks:manage' } as const
const one = { ...gate, params: WebhookKey } as const
const at = '/webhooks/{webhookId}'

export const list = endpoint(
  {
    ...{ ...gate, method: 'GET', path: '/webhooks', query: Paging },
    ...{ summary: 'Your webhooks, the newest first.', reply: answers(Webhooks) },
  },
  async (access, { query }) =>
    pageOf(await listWebhooks(access), query, ({ createdAt, id }) => newestFirst(createdAt, id)),
)

export const create = endpoint(
  {
    ...{ ...gate, method: 'POST', path: '/webhooks', body: json(z.strictObject(WebhookInput.shape)) },
    summary: 'Makes a webhook. Its secret is told now or never.',
    reply: answers(MadeSecret, 201),
  },
  (access, { body }) => createWebhook(access, body),
)

export const read = endpoint(
  { ...{ ...one, method: 'GET', path: at }, summary: 'A webhook, and how it stands.', reply: answers(OneWebhook) },
  (access, { params: { webhookId } }) => readWebhook(access, webhookId),
)

export const change = endpoint(
  {
    ...{ ...one, method: 'PATCH', path: at, body: json(z.strictObject({ isOn: WebhookSwitch.shape.isOn })) },
    ...{ summary: 'Switches a webhook on or off.', reply: answers(OneWebhook) },
  },
  async (access, { params: { webhookId }, body }) => {
    await switchWebhook(access, webhookId, body.isOn)
    return readWebhook(access, webhookId)
  },
)

export const remove = endpoint(
  {
    ...{ ...one, method: 'DELETE', path: at, body: nothing() },
    ...{ summary: 'Deletes a webhook with all that was sent to it.', reply: answers(z.null()) },
  },
  async (access, { params: { webhookId } }) => {
    await deleteWebhook(access, webhookId)
    return null
  },
)

export const secret = endpoint(
  {
    ...{ ...one, method: 'POST', path: `${at}/secret`, body: nothing() },
    ...{ summary: 'Makes a new secret; for a day both sign.', reply: answers(MadeSecret) },
  },
  (access, { params: { webhookId } }) => renewSecret(access, webhookId),
)

export const test = endpoint(
  {
    ...{ ...one, method: 'POST', path: `${at}/test`, body: nothing() },
    ...{ summary: 'Sends a message that says nothing but that it arrived.', reply: answers(Made) },
  },
  (access, { params: { webhookId } }) => sendTest(access, webhookId),
)

export const deliveries = endpoint(
  {
    ...{ ...one, method: 'GET', path: `${at}/deliveries`, query: Paging },
    summary: 'What was sent in thirty days, and what was answered, the newest first.',
    reply: answers(Deliveries),
  },
  async (access, { params: { webhookId }, query: { limit, cursor } }) => {
    const before = cursor === undefined ? undefined : readNewest(readCursor(cursor))
    const rows = await listDeliveries(access, webhookId, { limit: limit + 1, before })
    return pageAfter(
      rows.map((row) => ({ row, place: newestFirst(row.createdAt, row.id) })),
      limit,
    )
  },
)

const again = z.strictObject({ deliveryId: z.uuid().optional() })

export const replay = endpoint(
  {
    ...{ ...one, method: 'POST', path: `${at}/replay`, body: json(again) },
    summary: 'Sends a message again, or with none named all that were given up, under the ids they had.',
    reply: answers(Sent),
  },
  (access, { params: { webhookId }, body }) => sendAgain(access, { webhookId, ...body }),
)
