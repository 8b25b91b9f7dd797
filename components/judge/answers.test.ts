import { describe, expect, test } from 'vitest'
import type { DeskPair, DeskState } from '@/lib/judgments/schema'
import type { Unsent } from './outbox'
import { reduceSession, startSession } from './session'
import type { Given, Session, SessionEvent } from './session-state'
import { canLookBack, refreshDelay, restOf, shownOf } from './session-view'
import { readProblem } from './wire'

/** Whatever the server may answer, and what it means. */
const ANSWERS = [
  [401, { code: 'unauthenticated' }, { kind: 'held', why: 'signed_out' }],
  [401, '<html>', { kind: 'held', why: 'signed_out' }],
  [404, { code: 'not_found' }, { kind: 'held', why: 'left_out' }],
  [409, { code: 'other_person' }, { kind: 'held', why: 'other_person' }],
  [409, { code: 'study_not_open' }, { kind: 'parked' }],
  ...['study_closed', 'slot_lost', 'late', 'already_judged', 'too_late', 'something_new'].map(
    (code) => [409, { code }, { kind: 'refused', code }] as const,
  ),
  [422, { code: 'invalid' }, { kind: 'refused', code: 'invalid' }],
  [413, { code: 'too_large' }, { kind: 'refused', code: 'too_large' }],
  // Not said by our server, or no more than a moment's trouble.
  [404, '<html>', { kind: 'held', why: 'server' }],
  [409, null, { kind: 'held', why: 'server' }],
  [413, '<html>', { kind: 'held', why: 'server' }],
  [403, { code: 'forbidden' }, { kind: 'held', why: 'server' }],
  [429, { code: 'too_many_attempts' }, { kind: 'held', why: 'server' }],
  [500, null, { kind: 'held', why: 'server' }],
  [503, { code: 'busy' }, { kind: 'held', why: 'server' }],
] as const

test.each(ANSWERS)('%i %j is %j', (status, body, meaning) => {
  expect(readProblem(status, body)).toEqual(meaning)
})

const pair = (assignmentId: string): DeskPair => ({
  ...{ assignmentId, isPractice: false, warned: false, prompt: [], left: [], right: [] },
})
const desk = (state: Partial<DeskState>): DeskState => ({
  ...{ status: 'judging', pairs: [], gone: [], reserve: 2, judged: 1, total: 3, retryAt: null },
  ...state,
})
const answers = (choice: string) => [{ criterion: 'better', turn: 0, choice }]
const WORDS = 'Because it is shorter.'
const GIVEN: Given = { pair: pair('a'), submissionKey: 'k1', answers: answers('A'), rationale: WORDS }
const JUDGED: SessionEvent = { type: 'judged', given: GIVEN }
const sent: Unsent = {
  ...{
    assignmentId: 'a',
    submissionKey: 'k1',
    answers: answers('A'),
    rationale: WORDS,
    elapsedMs: 1,
    activeMs: 1,
    madeAt: 0,
  },
}
const SAVED: SessionEvent = {
  type: 'saved',
  unsent: sent,
  result: { kind: 'saved', receipt: { saved: 'k1', desk: desk({}), practice: null } },
}
const change: Given = { ...GIVEN, submissionKey: 'k2' }

/** What a person does, up to the moment at which the server answers; and what was sent. */
const ACTIONS: Record<string, { events: SessionEvent[]; unsent: Unsent }> = {
  submit: { events: [JUDGED], unsent: sent },
  'set aside': {
    events: [{ type: 'set_aside', assignmentId: 'a', submissionKey: 'k1', words: WORDS }],
    unsent: {
      ...{ assignmentId: 'a', submissionKey: 'k1', flag: 'OTHER', note: WORDS, elapsedMs: 1, activeMs: 1, madeAt: 0 },
    },
  },
  revise: {
    events: [
      ...[JUDGED, SAVED, { type: 'looked_back', by: 1 } as const],
      { type: 'revised', before: 'k1', given: change, isSent: true },
    ],
    unsent: {
      ...{ assignmentId: 'a', submissionKey: 'k2', answers: answers('B'), rationale: WORDS },
      revises: true,
      madeAt: 0,
    },
  },
}

const run = (session: Session, ...events: SessionEvent[]) => events.reduce(reduceSession, session)

/** The session after an answer, with nothing else to judge: what is then on the screen is final. */
function answered(action: string, status: number, body: unknown): Session {
  const { events, unsent } = ACTIONS[action] as (typeof ACTIONS)[string]
  const start = run(startSession(desk({ pairs: [pair('a')], judged: 0 })), { type: 'restored', list: [] }, ...events)
  const answer = readProblem(status, body)
  if (answer.kind === 'parked') return run(start, { type: 'parked', submissionKey: unsent.submissionKey })
  if (answer.kind === 'held') return run(start, { type: 'held', why: answer.why })
  return run(start, { type: 'refused', unsent, code: answer.code })
}

describe.each(Object.keys(ACTIONS))('%s', (action) => {
  const counted = action === 'revise' ? 0 : 1
  test.each(ANSWERS)('answered with %i %j ends in what is true', (status, body, meaning) => {
    const session = answered(action, status, body)
    if (meaning.kind === 'refused') {
      // Told, with the words; nothing waits, and what is next is asked for.
      const words = meaning.code === 'late' ? '' : WORDS
      expect(session.notices).toEqual([expect.objectContaining({ code: meaning.code, words })])
      expect(session.unsent).toEqual([])
      expect(restOf(session)).toBe(meaning.code === 'study_closed' ? 'closed' : 'fetching')
      expect(canLookBack(session, 5)).toBe(false)
      return
    }
    // It waits, with its words, and the screen says for what.
    expect(session.unsent).toEqual([expect.objectContaining({ words: WORDS })])
    expect(session.unsent.filter(({ counts }) => counts)).toHaveLength(counted)
    if (meaning.kind === 'parked') {
      expect([restOf(session), refreshDelay(session, 0)]).toEqual(['paused', 60_000])
      expect(canLookBack(session, 5)).toBe(false)
    } else {
      expect(restOf(session)).toBe(meaning.why)
      expect(refreshDelay(session, 0)).toBeNull()
    }
  })
})

test.each(['other_person', 'left_out'] as const)('%s: nothing of the sitting is left on the screen', (why) => {
  const session = run(startSession(desk({ pairs: [pair('a'), pair('b')] })), { type: 'restored', list: [] }, JUDGED)
  const held = run(session, { type: 'held', why })
  expect([shownOf(held), restOf(held), refreshDelay(held, 0)]).toEqual([null, why, null])
  expect(canLookBack(held, 5)).toBe(false)
  // Back as oneself, one goes on where one was.
  expect(shownOf(run(held, { type: 'desk', desk: desk({}) }))?.pair.assignmentId).toBe('b')
})

describe('each standing of the desk', () => {
  const standing = (status: DeskState['status']) => {
    const judged = run(startSession(desk({ pairs: [pair('a')] })), { type: 'restored', list: [] }, JUDGED)
    const receipt = { saved: 'k1', desk: desk({ status }), practice: null }
    return run(judged, { type: 'saved', unsent: sent, result: { kind: 'saved', receipt } })
  }
  test.each([
    ['waiting', true, 5000],
    ['capped', true, null],
    ['done', true, null],
    ['paused', false, 60_000],
    ['not_begun', false, 60_000],
    ['closed', false, null],
    ['consent', false, null],
    ['left_out', false, null],
  ] as const)('%s: undo offered %s, asked again after %s', (status, mayUndo, after) => {
    const session = standing(status)
    expect(restOf(session)).toBe(status)
    expect(canLookBack(session, 5)).toBe(mayUndo)
    expect(refreshDelay(session, 0)).toBe(after)
  })

  test('agreeing that does not get through leaves the terms on the screen', () => {
    const session = run(startSession(desk({ status: 'consent' })), { type: 'restored', list: [] })
    for (const why of ['offline', 'server'] as const)
      expect(restOf(run(session, { type: 'held', why }))).toBe('consent')
    expect(restOf(run(session, { type: 'held', why: 'left_out' }))).toBe('left_out')
  })
})
