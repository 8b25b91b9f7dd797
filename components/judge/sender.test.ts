import { expect, test } from 'vitest'
import { type Outbox, type Unsent, upgrade, withUnsent } from './outbox'
import { backoff, Sender, type SenderEvent } from './sender'
import type { PostResult } from './wire'

const ANSWER = { criterion: 'better', turn: 0, choice: 'A' }
const verdict = (name: string, more: { refused?: string; rationale?: string } = {}): Unsent => ({
  assignmentId: name,
  submissionKey: `key-${name}`,
  answers: [ANSWER],
  elapsedMs: 1,
  activeMs: 1,
  madeAt: 0,
  ...more,
})
const SAVED = (name: string): PostResult => ({
  kind: 'saved',
  receipt: {
    saved: `key-${name}`,
    desk: { status: 'judging', pairs: [], gone: [], reserve: 2, judged: 0, total: null, retryAt: null },
    practice: null,
  },
})

/** A sender whose server answers as told, with a timer that the test runs. */
function setUp(answers: (name: string) => PostResult | Promise<PostResult>, left: Unsent[] = []) {
  let kept = left
  const sent: string[] = []
  const held: string[][] = []
  const events: SenderEvent[] = []
  const timers: { wait: number; run: () => void }[] = []
  const outbox: Outbox = {
    read: async () => kept,
    async put(one, instead) {
      kept = withUnsent(kept, one, instead)
      return true
    },
    async remove(key) {
      kept = kept.filter(({ submissionKey }) => submissionKey !== key)
    },
  }
  const sender = new Sender({
    outbox,
    async post(one, others) {
      expect(kept).toContainEqual(one)
      sent.push(one.assignmentId)
      held.push(others)
      return answers(one.assignmentId)
    },
    emit: (event) => events.push(event),
    schedule(wait, run) {
      const timer = { wait, run }
      timers.push(timer)
      return () => timers.splice(timers.indexOf(timer), timers.includes(timer) ? 1 : 0)
    },
  })
  return { sender, sent, held, events, timers, kept: () => kept.map(({ assignmentId }) => assignmentId) }
}

test('a verdict is on the disk before it is sent, and off it when acknowledged', async () => {
  const { sender, sent, events, kept } = setUp(SAVED)
  await sender.start()
  await sender.add(verdict('a'))
  expect(sent).toEqual(['a'])
  expect(kept()).toEqual([])
  expect(events.map(({ type }) => type)).toEqual(['restored', 'saved'])
})

test('what an earlier page left goes first, in order, once', async () => {
  const { sender, sent, held } = setUp(SAVED, [verdict('a'), verdict('b')])
  await Promise.all([sender.start(), sender.add(verdict('c'))])
  await sender.wake()
  expect([...sent].sort()).toEqual(['a', 'b', 'c'])
  expect(sent.indexOf('a')).toBeLessThan(sent.indexOf('b'))
  expect(held.flat()).toContain('b')
})

test('offline: nothing overtakes, nothing is lost, all goes when the network is back', async () => {
  let online = false
  const { sender, sent, timers, kept } = setUp((name) => (online ? SAVED(name) : { kind: 'held', why: 'offline' }))
  await sender.start()
  for (const name of ['a', 'b', 'c']) await sender.add(verdict(name))
  expect(new Set(sent)).toEqual(new Set(['a']))
  expect(kept()).toEqual(['a', 'b', 'c'])
  expect(timers.map(({ wait }) => wait)).toEqual([4000])
  online = true
  sent.length = 0
  await sender.wake()
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(kept()).toEqual([])
  expect(timers).toEqual([])
})

test('a session that ended keeps the verdicts and does not knock', async () => {
  const { sender, timers, kept, events } = setUp(() => ({ kind: 'held', why: 'signed_out' }))
  await sender.start()
  await sender.add(verdict('a'))
  expect(kept()).toEqual(['a'])
  expect(timers).toEqual([])
  expect(events.at(-1)).toEqual({ type: 'held', why: 'signed_out' })
})

test('a lost slot is dropped and the next goes', async () => {
  const lost: PostResult = { kind: 'refused', code: 'slot_lost' }
  const { sender, sent, kept, events } = setUp((name) => (name === 'a' ? lost : SAVED(name)))
  await sender.start()
  await sender.add(verdict('a'))
  await sender.add(verdict('b'))
  expect(sent).toEqual(['a', 'b'])
  expect(kept()).toEqual([])
  expect(events).toContainEqual({ type: 'refused', unsent: verdict('a'), code: 'slot_lost' })
})

test('what was written with a refused verdict is kept until it has been read, and never sent again', async () => {
  const lost: PostResult = { kind: 'refused', code: 'slot_lost' }
  const { sender, sent, kept } = setUp(() => lost)
  await sender.start()
  await sender.add(verdict('a', { rationale: 'Because.' }))
  expect(kept()).toEqual(['a'])
  const later = setUp(SAVED, [verdict('a', { rationale: 'Because.', refused: 'slot_lost' })])
  await later.sender.start()
  await later.sender.wake()
  expect([sent, later.sent]).toEqual([['a'], []])
  expect(later.events).toEqual([{ type: 'restored', list: [expect.objectContaining({ refused: 'slot_lost' })] }])
  await later.sender.forget('key-a')
  expect(later.kept()).toEqual([])
})

test('a late verdict is on record with its reason: nothing of it is kept here', async () => {
  const { sender, kept } = setUp(() => ({ kind: 'refused', code: 'late' }))
  await sender.start()
  await sender.add(verdict('a', { rationale: 'Because.' }))
  expect(kept()).toEqual([])
})

test('a change that waits for a paused study lets others pass, but nothing of its own pair', async () => {
  let isOpen = false
  const change: Unsent = { ...verdict('a'), submissionKey: 'key-2', revises: true }
  const { sender, sent, kept, timers } = setUp((name) => (isOpen || name !== 'a' ? SAVED(name) : { kind: 'parked' }))
  await sender.start()
  await sender.add(verdict('a'))
  await sender.add(change)
  await sender.add(verdict('b'))
  expect(kept()).toEqual(['a', 'a'])
  expect(sent).toEqual(['a', 'a', 'a', 'b'])
  expect(timers.map(({ wait }) => wait)).toEqual([60_000])
  isOpen = true
  sent.length = 0
  await sender.wake()
  expect(sent).toEqual(['a', 'a'])
  expect([kept(), timers]).toEqual([[], []])
})

test.each(['signed_out', 'other_person', 'left_out'] as const)('%s: all is kept, and nobody knocks', async (why) => {
  const { sender, timers, kept } = setUp(() => ({ kind: 'held', why }))
  await sender.start()
  await sender.add(verdict('a'))
  expect([kept(), timers]).toEqual([['a'], []])
})

test('a page that is gone sends and says nothing more', async () => {
  const { sender, sent, events } = setUp(SAVED)
  sender.stop()
  await sender.start()
  await sender.add(verdict('a'))
  expect([sent, events]).toEqual([[], []])
})

test('what the server has not heard of is replaced in its place; what it may have is not', async () => {
  let online = false
  const { sender, sent, kept } = setUp((name) => (online ? SAVED(name) : { kind: 'held', why: 'offline' }))
  await sender.start()
  for (const name of ['a', 'b', 'c']) await sender.add(verdict(name))
  expect(sender.untried('key-a')).toBeNull()
  expect(sender.untried('key-x')).toBeNull()
  expect(sender.untried('key-b')).toEqual(verdict('b'))
  await sender.replace('key-b', { ...verdict('b'), submissionKey: 'key-b2', answers: [{ ...ANSWER, choice: 'B' }] })
  expect(sender.untried('key-b')).toBeNull()
  expect(kept()).toEqual(['a', 'b', 'c'])
  online = true
  sent.length = 0
  await sender.wake()
  expect(sent).toEqual(['a', 'b', 'c'])
  expect(kept()).toEqual([])
})

test('what an earlier page left may have reached the server', async () => {
  const { sender } = setUp(() => ({ kind: 'held', why: 'offline' }), [verdict('a'), verdict('b')])
  await sender.start()
  expect([sender.untried('key-a'), sender.untried('key-b')]).toEqual([null, null])
})

test('an entry of an earlier version is sent as it knew its questions: by their place', () => {
  const old = { assignmentId: 'a', submissionKey: 'k', choice: 'TIE', elapsedMs: 5, activeMs: 4, madeAt: 3 }
  const { choice: _, ...rest } = old
  expect(upgrade(old)).toEqual({ ...rest, choices: ['TIE'] })
  const later = { ...rest, choices: ['A', 'TIE'] }
  expect(upgrade({ ...later, refused: true })).toEqual(later)
})

test('the outbox keeps order and replaces in place', () => {
  const list = [verdict('a'), verdict('b')].reduce((all, one) => withUnsent(all, one), [] as Unsent[])
  const refused = withUnsent(list, verdict('a', { refused: 'late' }))
  expect(refused.map(({ assignmentId, refused: why }) => [assignmentId, why])).toEqual([
    ['a', 'late'],
    ['b', undefined],
  ])
})

test('retries come after 1, 2, 4, … and never more than 30 seconds', () => {
  expect([0, 1, 2, 9].map(backoff)).toEqual([1000, 2000, 4000, 30_000])
})
