import { afterEach, beforeEach, expect, test } from 'vitest'
import { receipts, startReceiver } from '@/lib/testing/receiver'
import { sendMessage } from './send-message'
import { makeWebhookSecret } from './signature'

let receiver: Awaited<ReturnType<typeof startReceiver>>
beforeEach(async () => {
  receiver = await startReceiver()
})
afterEach(() => receiver.stop())

const message = { id: 'msg_1', timestamp: 1, body: '{}' }
const never = new AbortController().signal
const send = (url = receiver.url, timeoutMs?: number) =>
  sendMessage(url, message, [makeWebhookSecret()], never, timeoutMs)

test('a redirect is not followed, wherever it leads', async () => {
  const elsewhere = await startReceiver()
  receiver.follow(receipts.says(307, { location: elsewhere.url }))
  expect(await send()).toMatchObject({ status: 307, problem: null })
  expect(elsewhere.seen).toEqual([])
  await elsewhere.stop()
})

test('of an answer without end its beginning is read', async () => {
  receiver.follow(receipts.floods)
  const { status, answer } = await send()
  expect([status, answer]).toEqual([200, 'x'.repeat(1024)])
})

test('who never answers, or never comes to an end, is left after a while', async () => {
  for (const receipt of [receipts.hangs, receipts.drips]) {
    receiver.follow(receipt)
    expect(await send(receiver.url, 200)).toMatchObject({ status: null, problem: expect.stringMatching(/within 0.2/) })
  }
})

test('who breaks off, or is not there, is told of in words', async () => {
  receiver.follow(receipts.breaksOff)
  expect((await send()).problem).toBe('The connection was broken off.')
  await receiver.stop()
  expect((await send()).problem).toBe('Nobody answers at this address.')
  expect((await send('https://nobody.invalid/')).problem).not.toBeNull()
  receiver = await startReceiver()
})

test('a name that leads into this network by the time it is sent is refused, and nothing is connected to', async () => {
  expect((await send(`http://localhost:${receiver.port}/`)).problem).toMatch(/of this machine or network/)
  expect((await send('http://169.254.169.254/latest/meta-data/')).problem).toMatch(/never asked/)
  expect(receiver.seen).toEqual([])
})

test('what the database cannot hold of an answer is left out', async () => {
  receiver.follow(receipts.says(200, {}, `a\0b${'é'.repeat(1020)}😀`))
  const { answer } = await send()
  expect(answer).not.toMatch(/\0|[\uD800-\uDBFF]$/)
})

test('a process that has to stop says nothing of a receiver', async () => {
  receiver.follow(receipts.hangs)
  const stop = new AbortController()
  const sent = sendMessage(receiver.url, message, [makeWebhookSecret()], stop.signal)
  await expect.poll(() => receiver.seen.length).toBe(1)
  stop.abort(new Error('stopping'))
  await expect(sent).rejects.toThrow('stopping')
})
