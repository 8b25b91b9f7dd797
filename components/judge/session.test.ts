import { expect, test } from 'vitest'
import type { DeskPair, DeskState } from '@/lib/judgments/schema'
import type { Unsent } from './outbox'
import { position, reduceSession, refreshDelay, restOf, type Session, type SessionEvent, startSession } from './session'

const pair = (assignmentId: string): DeskPair => ({ assignmentId, prompt: [], left: [], right: [] })
const desk = (state: Partial<DeskState>): DeskState => ({
  status: 'judging',
  pairs: [],
  judged: 0,
  total: 10,
  retryAt: null,
  ...state,
})
const unsent = (assignmentId: string, more: Partial<Unsent> = {}): Unsent => ({
  assignmentId,
  submissionKey: `key-${assignmentId}`,
  choice: 'A',
  elapsedMs: 1,
  activeMs: 1,
  madeAt: 0,
  ...more,
})
const saved = (assignmentId: string, state: Partial<DeskState>): SessionEvent => ({
  type: 'saved',
  verdict: unsent(assignmentId),
  result: { kind: 'saved', receipt: { saved: `key-${assignmentId}`, desk: desk(state) } },
})
const refused = (
  assignmentId: string,
  more: Partial<Extract<SessionEvent, { type: 'refused' }>> = {},
): SessionEvent => ({
  type: 'refused',
  verdict: unsent(assignmentId),
  code: 'slot_lost',
  message: 'Gone.',
  kept: false,
  ...more,
})
const run = (session: Session, ...events: SessionEvent[]) => events.reduce(reduceSession, session)
const ids = ({ queue }: Session) => queue.map(({ assignmentId }) => assignmentId)

const twoPairs = startSession(desk({ pairs: [pair('a'), pair('b')] }))
const begun = run(twoPairs, { type: 'restored', verdicts: [] })

test('nothing may be judged before the outbox has been read', () => {
  expect(twoPairs.ready).toBe(false)
  expect(begun.ready).toBe(true)
})

test('the browser’s Back does not bring back what was judged in this tab', () => {
  expect(ids(startSession(desk({ pairs: [pair('a'), pair('b')] }), ['a']))).toEqual(['b'])
})

test('a verdict shows the next pair at once, before any reply', () => {
  const next = run(begun, { type: 'judged', assignmentId: 'a' })
  expect(ids(next)).toEqual(['b'])
  expect(position(next)).toBe(2)
  expect(restOf(next)).toBeNull()
})

test('the reply brings the pair after the next and changes nothing one looks at', () => {
  const next = run(begun, { type: 'judged', assignmentId: 'a' }, saved('a', { judged: 1, pairs: [pair('c')] }))
  expect(ids(next)).toEqual(['b', 'c'])
  expect(next.unsent).toEqual([])
  expect(position(next)).toBe(2)
})

test('replies never bring back what was judged here', () => {
  const next = run(
    begun,
    { type: 'judged', assignmentId: 'a' },
    { type: 'judged', assignmentId: 'b' },
    saved('a', { judged: 1, pairs: [pair('a'), pair('b'), pair('c')] }),
    { type: 'desk', desk: desk({ judged: 1, pairs: [pair('a')] }) },
  )
  expect(ids(next)).toEqual(['c'])
})

test('what waited from an earlier page is not shown for judging again', () => {
  const next = run(twoPairs, { type: 'restored', verdicts: [unsent('a'), unsent('x')] })
  expect(ids(next)).toEqual(['b'])
  expect(next.unsent).toEqual(['a', 'x'])
})

test('what another account may have left is sent again but not counted as this one’s', () => {
  const next = run(twoPairs, { type: 'restored', verdicts: [unsent('x', { refused: true })] })
  expect(next.unsent).toEqual([])
  expect(run(next, refused('x', { verdict: unsent('x', { refused: true }), kept: true })).notice).toBeNull()
})

test('a lost slot is told, forgotten, and judging goes on', () => {
  const next = run(begun, { type: 'judged', assignmentId: 'a' }, refused('a'))
  expect(next.notice).toBe('Gone.')
  expect(next.unsent).toEqual([])
  expect(ids(next)).toEqual(['b'])
  expect(run(next, { type: 'judged', assignmentId: 'b' }).notice).toBeNull()
})

test.each(['offline', 'server', 'signed_out', 'not_open'] as const)(
  '%s keeps the verdict and the pair on screen',
  (why) => {
    const next = run(begun, { type: 'judged', assignmentId: 'a' }, { type: 'held', why })
    expect(next.unsent).toEqual(['a'])
    expect(restOf(next)).toBeNull()
    expect(restOf(run(next, { type: 'judged', assignmentId: 'b' }))).toBe(why)
  },
)

test('pairs in the browser are finished before a pause shows', () => {
  const paused = run(begun, { type: 'judged', assignmentId: 'a' }, saved('a', { judged: 1, status: 'paused' }))
  expect(restOf(paused)).toBeNull()
  expect(restOf(run(paused, { type: 'judged', assignmentId: 'b' }))).toBe('fetching')
  expect(restOf(run(paused, { type: 'judged', assignmentId: 'b' }, saved('b', { judged: 2, status: 'paused' })))).toBe(
    'paused',
  )
})

test('done shows only after the last acknowledgement', () => {
  const last = run(startSession(desk({ judged: 9, pairs: [pair('z')] })), { type: 'restored', verdicts: [] })
  expect(position(last)).toBe(10)
  const judged = run(last, { type: 'judged', assignmentId: 'z' })
  expect(restOf(judged)).toBe('fetching')
  const done = run(judged, saved('z', { judged: 10, status: 'done' }))
  expect(restOf(done)).toBe('done')
  expect(refreshDelay(done, 0)).toBeNull()
})

test('the server is asked again less and less often, and at once when pairs merely ran out', () => {
  const empty = run(startSession(desk({})), { type: 'restored', verdicts: [] })
  expect(refreshDelay(empty, 0)).toBe(0)
  const missed = run(empty, { type: 'desk', desk: desk({}) })
  expect(refreshDelay(missed, 0)).toBe(1000)
  const often = run(missed, ...Array.from({ length: 9 }, (): SessionEvent => ({ type: 'held', why: 'server' })))
  expect(refreshDelay(often, 0)).toBe(30_000)
  expect(refreshDelay(run(often, { type: 'desk', desk: desk({ pairs: [pair('a')] }) }), 0)).toBeNull()
})

test('waiting looks again when the first lease of others runs out', () => {
  const waiting = (retryAt: string | null) =>
    refreshDelay(run(startSession(desk({ status: 'waiting', retryAt })), { type: 'restored', verdicts: [] }), 1_000_000)
  expect(waiting(new Date(1_020_000).toISOString())).toBe(20_000)
  expect(waiting(new Date(9_000_000).toISOString())).toBe(60_000)
  expect(waiting(null)).toBe(5_000)
})

test('who is signed out is not asked for by a timer', () => {
  const out = run(startSession(desk({})), { type: 'restored', verdicts: [] }, { type: 'held', why: 'signed_out' })
  expect(refreshDelay(out, 0)).toBeNull()
  expect(restOf(out)).toBe('signed_out')
})
