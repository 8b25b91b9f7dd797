import type { PracticeFeedback } from '@/lib/judgments/schema'
import { type Unsent, writtenWith } from './outbox'
import { isWorthKeeping } from './sender'
import { mergeDesk } from './session-desk'
import type { Notice, Practised, Session, SessionEvent } from './session-state'

/** More than can come back: the browser holds two pairs at a time. */
const SETTLED_KEPT = 200

/** Takes up what an earlier page left behind. */
export function restore(session: Session, list: Unsent[]): Session {
  const waiting = list.filter(({ refused }) => !refused)
  const all = new Set(list.map(({ assignmentId }) => assignmentId))
  return {
    ...session,
    ready: true,
    queue: session.queue.filter(({ assignmentId }) => !all.has(assignmentId)),
    unsent: waiting.map((unsent) => ({
      ...{ submissionKey: unsent.submissionKey, assignmentId: unsent.assignmentId, words: writtenWith(unsent) },
      counts: !unsent.practice && !('revises' in unsent),
    })),
    notices: list.flatMap((unsent) => (unsent.refused ? [noticeOf(unsent, unsent.refused)] : [])),
  }
}

/** What was sent is stored, and the server says where one stands. */
export function save(session: Session, { unsent, result }: Extract<SessionEvent, { type: 'saved' }>): Session {
  const { submissionKey, assignmentId } = unsent
  const settled = [...session.settled, assignmentId].slice(-SETTLED_KEPT)
  const waits = session.unsent.filter((each) => each.submissionKey !== submissionKey)
  const mine = session.practised?.submissionKey === submissionKey ? session.practised : null
  const practised = mine ? withFeedback(mine, result.receipt.practice) : session.practised
  return mergeDesk({ ...session, unsent: waits, settled, practised, hold: null }, result.receipt.desk)
}

/** Practice without a known verdict has nothing to tell. */
function withFeedback(practised: Practised, feedback: PracticeFeedback | null): Practised | null {
  return feedback && { ...practised, feedback }
}

/** What was sent will never be taken. */
export function refuse(session: Session, { unsent, code }: Extract<SessionEvent, { type: 'refused' }>): Session {
  const { submissionKey } = unsent
  const notice = noticeOf(unsent, code)
  const isOver = code === 'study_closed'
  const isTold = !notice.words && session.notices.some((each) => !each.words && each.code === code)
  return {
    ...session,
    unsent: session.unsent.filter((each) => each.submissionKey !== submissionKey),
    // What was refused is not there to be changed; nor is what it is too late to change.
    given: session.given.filter((each) => each.submissionKey !== submissionKey),
    back: 0,
    recalled: null,
    practised: session.practised?.submissionKey === submissionKey ? null : session.practised,
    hold: null,
    // Where one pair went to somebody else others may have gone, too: the server is asked which are still held.
    lacking: Math.max(1, session.lacking),
    ...(isOver && { status: 'closed', queue: session.queue.slice(0, 1) }),
    notices: isTold ? session.notices : [...session.notices, notice],
  }
}

function noticeOf(unsent: Unsent, code: string): Notice {
  const words = isWorthKeeping(unsent, code) ? writtenWith(unsent) : ''
  return { submissionKey: unsent.submissionKey, code, words }
}

/** A change of mind waits for the study to open again: it does not take one now. The pair one is reading may be finished. */
export function park(session: Session, submissionKey: string): Session {
  const unsent = session.unsent.map((each) =>
    each.submissionKey === submissionKey ? { ...each, parked: true as const } : each,
  )
  return { ...session, unsent, queue: session.queue.slice(0, 1), status: 'paused', hold: null }
}
