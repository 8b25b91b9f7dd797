import type { DeskState } from '@/lib/judgments/schema'
import { park, refuse, restore, save } from './session-answers'
import { lackOf, mergeDesk } from './session-desk'
import type { Given, Notice, Session, SessionEvent, Waiting } from './session-state'

const GIVEN_KEPT = 50

export function startSession(desk: DeskState): Session {
  const { status, judged, total, retryAt, pairs } = desk
  const empty = {
    unsent: [],
    settled: [],
    given: [],
    back: 0,
    recalled: null,
    practised: null,
    hold: null,
    lapsed: false,
    notices: [],
    misses: 0,
  }
  return {
    ready: false,
    status,
    queue: pairs,
    lacking: lackOf(pairs, desk),
    judged,
    total,
    retryAt,
    durable: true,
    ...empty,
  }
}

export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'restored':
      return restore(session, event.list)
    case 'judged':
      return judge(session, event.given)
    case 'set_aside':
      return setAside(session, event)
    case 'revised':
      return revise(session, event)
    case 'looked_back':
      return { ...session, back: clamp(session.back + event.by, 0, session.given.length) }
    case 'recalled':
      return recall(session, event.given)
    case 'returned':
      return { ...session, back: 0, recalled: null }
    case 'practice_read':
      return { ...session, practised: null }
    case 'saved':
      return save(session, event)
    case 'refused':
      return refuse(session, event)
    case 'parked':
      return park(session, event.submissionKey)
    case 'held':
      return { ...session, hold: event.why, misses: session.misses + 1 }
    case 'not_durable':
      return { ...session, durable: false }
    case 'desk':
      return mergeDesk({ ...session, hold: null }, event.desk)
    case 'lapsed':
      // The pair one is reading may be finished: whoever judges it first counts.
      return { ...session, queue: session.queue.slice(0, 1), lapsed: true }
    case 'dismissed':
      return { ...session, notices: session.notices.filter((each) => each.submissionKey !== event.submissionKey) }
  }
}

function judge(session: Session, given: Given): Session {
  const { assignmentId, isPractice: practice } = given.pair
  const { submissionKey, rationale: words } = given
  const next = settleFor(session, { submissionKey, assignmentId, counts: !practice, words })
  if (practice) return { ...next, practised: { ...given, feedback: null } }
  return { ...next, given: [...next.given, given].slice(-GIVEN_KEPT) }
}

function setAside(session: Session, event: Extract<SessionEvent, { type: 'set_aside' }>): Session {
  const { assignmentId, submissionKey, words } = event
  const practice = isPractice(session, assignmentId)
  const next = settleFor(session, { assignmentId, submissionKey, words, counts: !practice })
  const last = next.given.at(-1)
  if (practice || !last) return next
  return { ...next, given: [...next.given.slice(0, -1), { ...last, asides: (last.asides ?? 0) + 1 }] }
}

function settleFor(session: Session, waiting: Waiting): Session {
  const queue = session.queue.filter((pair) => pair.assignmentId !== waiting.assignmentId)
  return { ...session, queue, unsent: [...session.unsent, waiting], notices: session.notices.filter(holdsWords) }
}

/** `isSent`: it goes after the verdict it changes; otherwise it has taken that one's place in the outbox. */
function revise(session: Session, { before, given, isSent }: Extract<SessionEvent, { type: 'revised' }>): Session {
  const { submissionKey, pair, rationale: words } = given
  const waiting = { submissionKey, assignmentId: pair.assignmentId, counts: false, words }
  return {
    ...session,
    given: session.given.map((each) => (each.submissionKey === before ? { ...given, asides: each.asides ?? 0 } : each)),
    unsent: isSent
      ? [...session.unsent, waiting]
      : session.unsent.map((each) => (each.submissionKey === before ? { ...each, submissionKey, words } : each)),
    back: 0,
    recalled: null,
    notices: session.notices.filter(holdsWords),
  }
}

/** What this sitting knows of a verdict is newer than what the server has. */
function recall(session: Session, given: Given): Session {
  const index = session.given.findIndex(({ pair }) => pair.assignmentId === given.pair.assignmentId)
  return index >= 0
    ? { ...session, back: session.given.length - index, recalled: null }
    : { ...session, back: 0, recalled: given }
}

function holdsWords({ words }: Notice): boolean {
  return words !== ''
}

function isPractice({ queue }: Session, assignmentId: string): boolean {
  return queue.some((pair) => pair.assignmentId === assignmentId && pair.isPractice)
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
