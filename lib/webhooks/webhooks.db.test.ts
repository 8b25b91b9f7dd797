import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { receipts, startReceiver } from '@/lib/testing/receiver'
import { workHere } from '@/lib/worker/testing'
import { EVENT_NAMES } from './events'
import { forgetDeliveries } from './forget-deliveries'
import { listDeliveries, listWebhooks, readWebhook } from './queries'
import { requestDeliveries } from './request-deliveries'
import { createWebhook, deleteWebhook, renewSecret, switchWebhook } from './save-webhook'
import { WebhookInput } from './schema'
import { sendAgain, sendTest } from './send-again'
import { tellCounts } from './tell-counts'

workHere()

let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeEach(async () => {
  await db.webhook.deleteMany()
  receiver = await startReceiver()
})
afterEach(() => receiver.stop())

const access = (actor: Actor) => authorizeActorSite(actor, 'webhooks:manage')
const make = (actor: Actor, input: Partial<WebhookInput> = {}) =>
  createWebhook(
    access(actor),
    WebhookInput.parse({ name: 'Channel', url: receiver.url, events: EVENT_NAMES, ...input }),
  )
const messagesOf = (webhookId: string) =>
  db.webhookDelivery.findMany({ where: { webhookId }, orderBy: { createdAt: 'asc' } })
const pause = async (actor: Actor, studyId: string) =>
  setStatus(await authorizeActor(actor, studyId, 'study:run'), 'pause')

/** Lets what is due be sent, and waits for what came of it. */
async function sent(webhookId: string, state: string, tries?: number) {
  await requestDeliveries()
  await expect
    .poll(async () => (await messagesOf(webhookId)).at(-1))
    .toMatchObject({ state, ...(tries !== undefined && { tries }) })
  return (await messagesOf(webhookId)).at(-1) as Awaited<ReturnType<typeof messagesOf>>[number]
}

const soon = () => db.webhookDelivery.updateMany({ where: { state: 'WAITING' }, data: { nextAt: new Date() } })

test('its secret is shown once and kept sealed; it is its owner’s alone', async () => {
  const owner = await makeActor('RESEARCHER')
  const { id, secret } = await make(owner)
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  expect(JSON.stringify(await db.webhook.findMany())).not.toContain(secret.slice(6))
  expect(await listWebhooks(access(owner))).toMatchObject([{ id, name: 'Channel', disabledAt: null }])
  expect(JSON.stringify(await listWebhooks(access(owner)))).not.toMatch(/secret/i)
  const other = access(await makeActor('ADMIN'))
  for (const act of [
    () => readWebhook(other, id),
    () => listDeliveries(other, id, { limit: 1 }),
    () => renewSecret(other, id),
    () => switchWebhook(other, id, false),
    () => deleteWebhook(other, id),
    () => sendTest(other, id),
    () => sendAgain(other, { webhookId: id }),
  ])
    await expect(act()).rejects.toMatchObject({ code: 'not_found' })
  await deleteWebhook(access(owner), id)
  const acts = await db.auditEntry.findMany({ where: { actorId: owner.id }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action }) => action)).toEqual(['webhook.create', 'webhook.delete'])
})

test('annotators make none, nobody makes one for studies of others', async () => {
  await expect((async () => access(await makeActor('ANNOTATOR')))()).rejects.toMatchObject({ code: 'not_found' })
  const { studyId } = await makeDraft()
  const other = await makeActor('RESEARCHER')
  await expect(make(other, { studyIds: [studyId] })).rejects.toMatchObject({ code: 'not_found' })
})

test.each([
  ['http://example.org/hook', /https/],
  ['https://10.1.2.3/hook', /this machine or network/],
  ['https://[::ffff:127.0.0.1]/hook', /this machine or network/],
  ['https://169.254.169.254/latest', /never asked/],
  ['https://me:word@example.org/', /signed/],
])('%s is no address to tell', async (url, words) => {
  const made = make(await makeActor('RESEARCHER'), { url })
  await expect(made).rejects.toMatchObject({ code: 'invalid', fields: { url: [expect.stringMatching(words)] } })
})

test('an act and its message stand together or not at all, and only for whom they are', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const { studyId: another } = await makeDraft()
  const admin = await makeActor('ADMIN')
  const disabled = await makeActor('ADMIN')
  const hears = await make(researcher)
  const alsoHears = await make(admin, { events: ['study.paused'], studyIds: [studyId] })
  const deaf = [
    await make(await makeActor('RESEARCHER')),
    await make(admin, { studyIds: [another] }),
    await make(admin, { events: ['study.closed'] }),
    await make(disabled),
  ]
  await db.user.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } })
  const rolledBack = db.$transaction(async (tx) => {
    await tx.auditEntry.create({ data: { action: 'study.pause', studyId, subject: 'x' } })
    throw new Error('it did not happen')
  })
  await expect(rolledBack).rejects.toThrow('it did not happen')
  expect(await db.webhookDelivery.count()).toBe(0)
  await pause(researcher, studyId)
  for (const { id } of [hears, alsoHears])
    expect(await messagesOf(id)).toMatchObject([{ type: 'study.paused', studyId, state: 'WAITING' }])
  for (const { id } of deaf) expect(await messagesOf(id)).toEqual([])
})

test('a rehearsal is no news', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  await db.study.update({ where: { id: studyId }, data: { origin: 'SIMULATED' } })
  const { id } = await make(researcher)
  await pause(researcher, studyId)
  await tellCounts(0)
  expect(await messagesOf(id)).toEqual([])
})

test('a message arrives signed, with ids and an address in it', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const { id, secret } = await make(researcher)
  await pause(researcher, studyId)
  const { id: messageId, createdAt } = await sent(id, 'DELIVERED', 1)
  const [received] = receiver.seen
  expect(JSON.parse(received?.body ?? '')).toEqual({
    ...{ type: 'study.paused', timestamp: createdAt.toISOString() },
    data: { studyId, url: `http://localhost:3000/api/v1/studies/${studyId}` },
  })
  const { 'webhook-id': webhookId, 'webhook-timestamp': at, 'webhook-signature': signature } = received?.headers ?? {}
  expect([webhookId, received?.headers['content-type']]).toEqual([`msg_${messageId}`, 'application/json'])
  expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60)
  const key = Buffer.from(secret.slice(6), 'base64')
  const signed = createHmac('sha256', key).update(`${webhookId}.${at}.${received?.body}`).digest('base64')
  expect(signature).toBe(`v1,${signed}`)
  expect(await listDeliveries(access(researcher), id, { limit: 9 })).toMatchObject([
    { status: 200, answer: 'Thanks.', problem: null, ms: expect.any(Number), nextAt: null },
  ])
})

test('what fails comes again under the same id, later each time, until it arrives', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const { id } = await make(researcher)
  receiver.follow(receipts.says(500, {}, 'Broken.'))
  await pause(researcher, studyId)
  const first = await sent(id, 'WAITING', 1)
  expect(first).toMatchObject({ status: 500, answer: 'Broken.' })
  expect(first.nextAt.getTime() - (first.triedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(5000)
  expect((await readWebhook(access(researcher), id)).failingSince).not.toBeNull()
  receiver.follow(receipts.says(429, { 'retry-after': '7200' }))
  await soon()
  const second = await sent(id, 'WAITING', 2)
  expect(second.nextAt.getTime() - (second.triedAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(7200_000)
  // Nothing is sent before its time.
  await requestDeliveries()
  receiver.follow(receipts.takes)
  await soon()
  await sent(id, 'DELIVERED', 3)
  const ids = receiver.seen.map(({ headers }) => headers['webhook-id'])
  expect([ids.length, new Set(ids).size]).toEqual([3, 1])
  expect((await readWebhook(access(researcher), id)).failingSince).toBeNull()
})

test('after ten tries it is given up, and sent again when somebody says so', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const { id } = await make(researcher)
  receiver.follow(receipts.says(503))
  await pause(researcher, studyId)
  await db.webhookDelivery.updateMany({ data: { tries: 9 } })
  const { id: deliveryId } = await sent(id, 'FAILED', 10)
  receiver.follow(receipts.takes)
  expect(await sendAgain(access(researcher), { webhookId: id })).toEqual({ sent: 1 })
  await sent(id, 'DELIVERED', 1)
  expect(await sendAgain(access(researcher), { webhookId: id })).toEqual({ sent: 0 })
  expect(await sendAgain(access(researcher), { webhookId: id, deliveryId })).toEqual({ sent: 1 })
  await sent(id, 'DELIVERED', 1)
  await expect.poll(() => receiver.seen.length).toBe(3)
  expect(new Set(receiver.seen.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
})

test('a receiver that is gone is told nothing more; nor is one where nothing arrived for five days', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const { id } = await make(researcher)
  receiver.follow(receipts.says(410))
  await sendTest(access(researcher), id)
  await sent(id, 'WAITING', 1)
  expect(await readWebhook(access(researcher), id)).toMatchObject({ disabledWhy: 'GONE' })
  await pause(researcher, studyId)
  expect(await messagesOf(id)).toHaveLength(1)
  // What waited is given up.
  await soon()
  expect((await sent(id, 'FAILED', 1)).problem).toMatch(/switched off/)
  await expect(sendTest(access(researcher), id)).rejects.toMatchObject({ code: 'conflict' })
  await switchWebhook(access(researcher), id, true)
  receiver.follow(receipts.says(500))
  await db.webhook.update({ where: { id }, data: { failingSince: new Date(Date.now() - 5.1 * 86_400_000) } })
  await sendTest(access(researcher), id)
  await expect.poll(() => readWebhook(access(researcher), id)).toMatchObject({ disabledWhy: 'FAILING' })
  const acts = await db.auditEntry.findMany({ where: { action: 'webhook.disable' }, orderBy: { id: 'asc' } })
  expect(acts.map(({ detail }) => detail)).toEqual([{ why: 'GONE' }, { why: 'FAILING' }])
})

test('who may no longer see a study is told nothing of it', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const { id } = await make(researcher)
  await pause(researcher, studyId)
  await db.studyMember.deleteMany({ where: { userId: researcher.id } })
  expect((await sent(id, 'FAILED', 0)).problem).toMatch(/may not see this/)
  expect(receiver.seen).toEqual([])
})

test('while a secret replaces another, both sign; after a day the new one does', async () => {
  const researcher = await makeActor('RESEARCHER')
  const { id } = await make(researcher)
  const signatures = async () => {
    await sendTest(access(researcher), id)
    await sent(id, 'DELIVERED')
    return receiver.seen.at(-1)?.headers['webhook-signature']?.toString().split(' ').length
  }
  expect(await signatures()).toBe(1)
  await renewSecret(access(researcher), id)
  expect(await signatures()).toBe(2)
  await db.webhook.update({ where: { id }, data: { oldSecretUntil: new Date() } })
  expect(await signatures()).toBe(1)
})

test('what is counted is told once, however many count, and nothing of it says who or what', async () => {
  const { studyId, researcher, promptSet } = await makeOpenStudy({ prompts: 4, design: { cap: 3 } })
  const { id } = await make(researcher, { events: EVENT_NAMES.filter((event) => event !== 'study.opened') })
  await tellCounts(0)
  expect(await messagesOf(id)).toEqual([])
  const people = await enrolPeople(studyId, 2)
  const [first, second] = people
  if (first) await judgeAll(first)
  await Promise.all([tellCounts(0), tellCounts(0), tellCounts(0)])
  const told = async () => (await messagesOf(id)).map(({ type, data }) => [type, data])
  expect(await told()).toEqual([
    ['judgment.batch', { judgments: 3, since: expect.any(String), total: 3 }],
    ['item.completed', { items: 3, since: expect.any(String), total: 3 }],
    ['annotator.finished', { annotators: 1, since: expect.any(String), total: 1 }],
    ['study.progress', { percent: 75, done: 3, wanted: 4 }],
  ])
  if (second) await judgeAll(second)
  await tellCounts()
  expect(await messagesOf(id)).toHaveLength(4)
  await tellCounts(0)
  expect((await told()).slice(4)).toContainEqual(['study.progress', { percent: 100, done: 4, wanted: 4 }])
  await pause(researcher, studyId)
  await sent(id, 'DELIVERED')
  await expect.poll(() => receiver.seen.length).toBe((await messagesOf(id)).length)
  const secret = [
    ...people.flatMap(({ actor, annotator }) => [actor.id, actor.name, actor.email, annotator.id, annotator.code]),
    ...promptSet.systems.map(({ name }) => name),
    ...['Question', 'Reply', researcher.email],
  ]
  for (const { body } of receiver.seen) for (const word of secret) expect(body).not.toContain(word)
})

test('messages are forgotten after thirty days, unless they wait', async () => {
  const researcher = await makeActor('RESEARCHER')
  const { id } = await make(researcher)
  const createdAt = new Date(Date.now() - 31 * 86_400_000)
  const rows = (['DELIVERED', 'FAILED', 'WAITING'] as const).map((state) => ({
    ...{ webhookId: id, type: 'webhook.test', data: {}, state, createdAt, nextAt: new Date(Date.now() + 86_400_000) },
  }))
  await db.webhookDelivery.createMany({
    data: [...rows, { webhookId: id, type: 'webhook.test', data: {}, state: 'FAILED' }],
  })
  await forgetDeliveries()
  expect((await messagesOf(id)).map(({ state }) => state)).toEqual(['WAITING', 'FAILED'])
})
