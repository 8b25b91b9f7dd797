import { expect, test } from 'vitest'
import type { DeskPair, DeskState } from '@/lib/judgments/schema'
import type { Unsent } from './outbox'
import { reduceSession, startSession } from './session'
import type { Given, Session, SessionEvent } from './session-state'
import { canLookBack, goal, position, refreshDelay, restOf, shownOf } from './session-view'

const answers = (choice: string) => [{ criterion: 'better', turn: 0, choice }]
const pair = (assignmentId: string, isPractice = false): DeskPair => ({
  assignmentId,
  isPractice,
  warned: false,
  prompt: [],
  left: [],
  right: [],
})
const given = (assignmentId: string, more: Partial<Given> = {}): Given => ({
  pair: pair(assignmentId),
  submissionKey: `key-${assignmentId}`,
  answers: answers('A'),
  rationale: '',
  ...more,
})
const judged = (assignmentId: string): SessionEvent => ({ type: 'judged', given: given(assignmentId) })
const desk = (state: Partial<DeskState>): DeskState => ({
  status: 'judging',
  pairs: [],
  gone: [],
  reserve: 2,
  judged: 0,
  total: 10,
  retryAt: null,
  ...state,
})
const unsent = (
  assignmentId: string,
  more: { refused?: string; practice?: true; rationale?: string } = {},
): Unsent => ({
  assignmentId,
  submissionKey: `key-${assignmentId}`,
  answers: answers('A'),
  elapsedMs: 1,
  activeMs: 1,
  madeAt: 0,
  ...more,
})
const saved = (assignmentId: string, state: Partial<DeskState>): SessionEvent => ({
  type: 'saved',
  unsent: unsent(assignmentId),
  result: { kind: 'saved', receipt: { saved: `key-${assignmentId}`, desk: desk(state), practice: null } },
})
const refused = (
  assignmentId: string,
  more: Partial<Extract<SessionEvent, { type: 'refused' }>> = {},
): SessionEvent => ({
  type: 'refused',
  unsent: unsent(assignmentId),
  code: 'slot_lost',
  ...more,
})
const run = (session: Session, ...events: SessionEvent[]) => events.reduce(reduceSession, session)
const ids = ({ queue }: Session) => queue.map(({ assignmentId }) => assignmentId)

const twoPairs = startSession(desk({ pairs: [pair('a'), pair('b')] }))
const begun = run(twoPairs, { type: 'restored', list: [] })

test('nothing may be judged before the outbox has been read', () => {
  expect(twoPairs.ready).toBe(false)
  expect(begun.ready).toBe(true)
})

test('a verdict shows the next pair at once, before any reply', () => {
  const next = run(begun, judged('a'))
  expect(ids(next)).toEqual(['b'])
  expect(position(next)).toBe(2)
  expect(restOf(next)).toBeNull()
})

test('the reply brings the pair after the next and changes nothing one looks at', () => {
  const next = run(begun, judged('a'), saved('a', { judged: 1, pairs: [pair('c')] }))
  expect(ids(next)).toEqual(['b', 'c'])
  expect(next.unsent).toEqual([])
  expect(position(next)).toBe(2)
})

test('replies never bring back what was judged here', () => {
  const next = run(
    begun,
    judged('a'),
    judged('b'),
    saved('a', { judged: 1, pairs: [pair('a'), pair('b'), pair('c')] }),
    { type: 'desk', desk: desk({ judged: 1, pairs: [pair('a')] }) },
  )
  expect(ids(next)).toEqual(['c'])
})

test('what waited from an earlier page is not shown for judging again', () => {
  const next = run(twoPairs, { type: 'restored', list: [unsent('a'), unsent('x')] })
  expect(ids(next)).toEqual(['b'])
  expect(next.unsent.map(({ assignmentId }) => assignmentId)).toEqual(['a', 'x'])
})

test('what was refused before is told with its words, not sent, and gone once it is read', () => {
  const next = run(twoPairs, { type: 'restored', list: [unsent('x', { refused: 'too_late', rationale: 'Why.' })] })
  expect(next.unsent).toEqual([])
  expect(next.notices).toEqual([{ submissionKey: 'key-x', code: 'too_late', words: 'Why.' }])
  // The next verdict takes away what is merely news.
  expect(run(next, judged('a')).notices).toHaveLength(1)
  expect(run(next, { type: 'dismissed', submissionKey: 'key-x' }).notices).toEqual([])
})

test('a lost slot is told once, forgotten, and judging goes on', () => {
  const next = run(begun, judged('a'), refused('a'))
  expect(next.notices).toEqual([{ submissionKey: 'key-a', code: 'slot_lost', words: '' }])
  expect(next.unsent).toEqual([])
  expect(ids(next)).toEqual(['b'])
  const again = run(next, judged('b'), refused('b'), refused('x'))
  expect(again.notices.map(({ code }) => code)).toEqual(['slot_lost'])
})

test.each(['offline', 'server', 'signed_out'] as const)('%s keeps the verdict and the pair on screen', (why) => {
  const next = run(begun, judged('a'), { type: 'held', why })
  expect(next.unsent.map(({ assignmentId }) => assignmentId)).toEqual(['a'])
  expect(restOf(next)).toBeNull()
  expect(restOf(run(next, judged('b')))).toBe(why)
})

test('pairs in the browser are finished before a pause shows', () => {
  const paused = run(begun, judged('a'), saved('a', { judged: 1, status: 'paused' }))
  expect(restOf(paused)).toBeNull()
  expect(restOf(run(paused, judged('b')))).toBe('fetching')
  expect(restOf(run(paused, judged('b'), saved('b', { judged: 2, status: 'paused' })))).toBe('paused')
})

test('done shows only after the last acknowledgement', () => {
  const last = run(startSession(desk({ judged: 9, pairs: [pair('z')] })), { type: 'restored', list: [] })
  expect(position(last)).toBe(10)
  const sent = run(last, judged('z'))
  expect(restOf(sent)).toBe('fetching')
  const done = run(sent, saved('z', { judged: 10, status: 'done' }))
  expect(restOf(done)).toBe('done')
  expect(refreshDelay(done, 0)).toBeNull()
})

test('the server is asked again less and less often, and at once when pairs merely ran out', () => {
  const empty = run(startSession(desk({})), { type: 'restored', list: [] })
  expect(refreshDelay(empty, 0)).toBe(0)
  const missed = run(empty, { type: 'desk', desk: desk({}) })
  expect(refreshDelay(missed, 0)).toBe(1000)
  const often = run(missed, ...Array.from({ length: 9 }, (): SessionEvent => ({ type: 'held', why: 'server' })))
  expect(refreshDelay(often, 0)).toBe(30_000)
  expect(refreshDelay(run(often, { type: 'desk', desk: desk({ pairs: [pair('a')] }) }), 0)).toBeNull()
})

test('waiting looks again when the first lease of others runs out', () => {
  const waiting = (retryAt: string | null) =>
    refreshDelay(run(startSession(desk({ status: 'waiting', retryAt })), { type: 'restored', list: [] }), 1_000_000)
  expect(waiting(new Date(1_020_000).toISOString())).toBe(20_000)
  expect(waiting(new Date(9_000_000).toISOString())).toBe(60_000)
  expect(waiting(null)).toBe(5_000)
})

test('who is signed out is not asked for by a timer', () => {
  const out = run(startSession(desk({})), { type: 'restored', list: [] }, { type: 'held', why: 'signed_out' })
  expect(refreshDelay(out, 0)).toBeNull()
  expect(restOf(out)).toBe('signed_out')
})

const ID = ({ pair }: { pair: DeskPair }) => pair.assignmentId
const shownId = (session: Session) => shownOf(session)?.pair.assignmentId

test('one looks back at verdicts, as far as the study lets one, and returns', () => {
  const two = run(begun, judged('a'), saved('a', { judged: 1, pairs: [pair('c')] }), judged('b'))
  expect(two.given.map(ID)).toEqual(['a', 'b'])
  expect([canLookBack(two, 0), canLookBack(two, 1), canLookBack(begun, 5)]).toEqual([false, true, false])
  const back = run(two, { type: 'looked_back', by: 1 })
  expect([shownId(two), shownId(back)]).toEqual(['c', 'b'])
  expect([canLookBack(back, 1), canLookBack(back, 2)]).toEqual([false, true])
  expect(shownId(run(back, { type: 'looked_back', by: 1 }))).toBe('a')
  expect(shownId(run(back, { type: 'returned' }))).toBe('c')
  expect(position(back)).toBe(3)
})

test('a change that is sent waits without counting as a pair; one that is not takes its first’s place', () => {
  const change = { before: 'key-a', given: given('a', { submissionKey: 'new', answers: answers('B') }) }
  const once = run(begun, judged('a'), { type: 'looked_back', by: 1 })
  const sent = run(once, { type: 'revised', ...change, isSent: true })
  expect(sent.unsent.map(({ submissionKey }) => submissionKey)).toEqual(['key-a', 'new'])
  expect([position(sent), sent.back, sent.given[0]?.answers]).toEqual([2, 0, answers('B')])
  const replaced = run(once, { type: 'revised', ...change, isSent: false })
  expect(replaced.unsent.map(({ submissionKey }) => submissionKey)).toEqual(['new'])
  expect(position(replaced)).toBe(2)
})

test('a change that comes too late is told and cannot be tried again', () => {
  const sent = run(begun, judged('a'), saved('a', { judged: 1 }), {
    type: 'revised',
    before: 'key-a',
    given: given('a', { submissionKey: 'new' }),
    isSent: true,
  })
  const late = run(
    sent,
    refused('a', { unsent: { ...unsent('a'), submissionKey: 'new', revises: true }, code: 'too_late' }),
  )
  expect(late.notices.map(({ code }) => code)).toEqual(['too_late'])
  expect([late.given, late.unsent]).toEqual([[], []])
})

test('a practice pair stays until its feedback has been read, and counts for nothing', () => {
  const start = run(startSession(desk({ pairs: [pair('p', true), pair('b')] })), { type: 'restored', list: [] })
  const practised = run(start, { type: 'judged', given: given('p', { pair: pair('p', true) }) })
  expect(shownId(practised)).toBe('p')
  expect([position(practised), practised.given, canLookBack(practised, 5)]).toEqual([1, [], false])
  const feedback = { expected: 'B', html: '' }
  const receipt = { saved: 'key-p', desk: desk({ pairs: [pair('c')] }), practice: feedback }
  const told = run(practised, { type: 'saved', unsent: unsent('p'), result: { kind: 'saved', receipt } })
  expect(shownOf(told)?.practised?.feedback).toEqual(feedback)
  expect(shownId(run(told, { type: 'practice_read' }))).toBe('b')
})

test('a pair set aside counts, and there is no verdict of it to change', () => {
  const next = run(begun, { type: 'set_aside', assignmentId: 'a', submissionKey: 'key-a', words: '' })
  expect([shownId(next), position(next), next.given]).toEqual(['b', 2, []])
})

test('looking back over pairs set aside tells of them', () => {
  const aside = (assignmentId: string): SessionEvent => ({
    ...{ type: 'set_aside', assignmentId, submissionKey: `key-${assignmentId}`, words: '' },
  })
  const four = startSession(desk({ pairs: ['a', 'b', 'c', 'd'].map((name) => pair(name)) }))
  const back = run(four, judged('a'), aside('b'), aside('c'), { type: 'looked_back', by: 1 })
  expect(shownOf(back)?.given).toMatchObject({ pair: { assignmentId: 'a' }, asides: 2 })
  const next = run(back, { type: 'returned' }, judged('d'), { type: 'looked_back', by: 1 })
  expect(shownOf(next)?.given?.asides).toBeUndefined()
})

test('consent comes before anything else', () => {
  const asked = run(startSession(desk({ status: 'consent' })), { type: 'restored', list: [] })
  expect([restOf(asked), refreshDelay(asked, 0)]).toEqual(['consent', null])
  expect(restOf(run(asked, { type: 'desk', desk: desk({ pairs: [pair('a')] }) }))).toBeNull()
})

test('pairs that went to others leave the reserve; the one that is being read stays', () => {
  const three = startSession(desk({ pairs: [pair('a'), pair('b'), pair('c')] }))
  const back = run(three, { type: 'desk', desk: desk({ gone: ['a', 'c'], pairs: [pair('d')] }) })
  expect(ids(back)).toEqual(['a', 'b', 'd'])
})

test('once a study pauses or closes, only the pair that is being read may be finished', () => {
  const three = startSession(desk({ pairs: [pair('a'), pair('b'), pair('c')] }))
  expect(ids(run(three, { type: 'desk', desk: desk({ status: 'paused' }) }))).toEqual(['a'])
  expect(ids(run(three, { type: 'desk', desk: desk({ status: 'closed' }) }))).toEqual(['a'])
})

test('after a refusal the server is asked which pairs are still held, even when the reserve is full', () => {
  const full = startSession(desk({ reserve: 3, pairs: [pair('a'), pair('b'), pair('c')] }))
  expect(full.lacking).toBe(0)
  expect(run(full, judged('a'), refused('a')).lacking).toBe(1)
})

test('the reserve is filled until it is full or nothing more comes', () => {
  const start = startSession(desk({ reserve: 4, pairs: [pair('a'), pair('b')] }))
  expect(start.lacking).toBe(2)
  const more = run(start, { type: 'desk', desk: desk({ reserve: 4, pairs: [pair('c')] }) })
  expect(more.lacking).toBe(1)
  expect(run(more, { type: 'desk', desk: desk({ reserve: 4 }) }).lacking).toBe(0)
  expect(run(more, { type: 'desk', desk: desk({ reserve: 4, pairs: [pair('d')] }) }).lacking).toBe(0)
})

test('once leases may have run out unheard, only the pair that is being read may be finished, until the server is heard of', () => {
  const three = startSession(desk({ pairs: [pair('a'), pair('b'), pair('c')] }))
  const cut = run(three, judged('a'), { type: 'held', why: 'offline' }, { type: 'lapsed' })
  expect([ids(cut), cut.lapsed]).toEqual([['b'], true])
  const alone = run(cut, judged('b'))
  expect([shownOf(alone), restOf(alone)]).toEqual([null, 'offline'])
  const back = run(alone, saved('a', { pairs: [pair('c')] }))
  expect([ids(back), back.lapsed, restOf(back)]).toEqual([['c'], false, null])
})

test('beyond one’s share the count goes on: never more pairs than there are said to be, never the same number twice', () => {
  const beyond = { ...startSession(desk({ judged: 10, total: 10, pairs: [pair('k')] })) }
  expect([position(beyond), goal(beyond)]).toEqual([11, 11])
  const done = startSession(desk({ status: 'done', judged: 10, total: 10, pairs: [] }))
  expect(goal(done)).toBe(10)
})
