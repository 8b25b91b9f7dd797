import type { DeskPair, DeskState, DeskStatus } from '@/lib/judgments/schema'
import type { SenderEvent } from './sender'
import type { Hold } from './wire'

/** More than can come back: the browser holds two pairs at a time. */
const SETTLED_KEPT = 200

/** What the judging screen knows. A verdict moves its pair from `queue` to `unsent` at once, whatever the network does. */
export type Session = {
  /** Whether the outbox has been read; nothing may be judged before. */
  ready: boolean
  status: DeskStatus
  /** The pair on the screen and those after it. */
  queue: DeskPair[]
  /** Assignments whose verdicts are on their way, in order. */
  unsent: string[]
  /** Assignments acknowledged lately: a late reply must not bring them back. */
  settled: string[]
  judged: number
  total: number | null
  retryAt: string | null
  hold: Hold | null
  /** Whether what waits is on the disk or only in this page. */
  durable: boolean
  notice: string | null
  /** Replies in a row that brought nothing to judge although something was expected. */
  misses: number
}

export type SessionEvent =
  | SenderEvent
  | { type: 'judged'; assignmentId: string }
  | { type: 'desk'; desk: DeskState }
  | { type: 'dismissed' }

/** @param settled assignments judged in this tab before: the browser's Back may show a page as it once was */
export function startSession(desk: DeskState, settled: string[] = []): Session {
  const { status, judged, total, retryAt } = desk
  const pairs = desk.pairs.filter(({ assignmentId }) => !settled.includes(assignmentId))
  const fresh = { unsent: [], settled, hold: null, durable: true, notice: null, misses: 0 }
  return { ready: false, status, queue: pairs, judged, total, retryAt, ...fresh }
}

export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'restored': {
      // One refused before is sent again but not counted: it is not known to be this person's.
      const waiting = event.verdicts.filter(({ refused }) => !refused).map(({ assignmentId }) => assignmentId)
      const all = new Set(event.verdicts.map(({ assignmentId }) => assignmentId))
      const queue = session.queue.filter(({ assignmentId }) => !all.has(assignmentId))
      return { ...session, ready: true, queue, unsent: waiting }
    }
    case 'judged':
      return {
        ...session,
        queue: without(session.queue, event.assignmentId),
        unsent: [...session.unsent, event.assignmentId],
        notice: null,
      }
    case 'saved': {
      const { assignmentId } = event.verdict
      const unsent = session.unsent.filter((id) => id !== assignmentId)
      const settled = [...session.settled, assignmentId].slice(-SETTLED_KEPT)
      return mergeDesk({ ...session, unsent, settled, hold: null }, event.result.receipt.desk)
    }
    case 'refused': {
      const unsent = session.unsent.filter((id) => id !== event.verdict.assignmentId)
      const notice = event.verdict.refused ? session.notice : refusalNotice(event)
      return { ...session, unsent, hold: null, notice }
    }
    case 'held':
      return { ...session, hold: event.why, misses: session.misses + 1 }
    case 'not_durable':
      return { ...session, durable: false }
    case 'desk':
      return mergeDesk({ ...session, hold: null }, event.desk)
    case 'dismissed':
      return { ...session, notice: null }
  }
}

function without(queue: DeskPair[], assignmentId: string): DeskPair[] {
  return queue.filter((pair) => pair.assignmentId !== assignmentId)
}

/** Takes over where the server says one stands. Pairs in the browser stay: they may be finished even when a study pauses. */
function mergeDesk(session: Session, { pairs, ...desk }: DeskState): Session {
  const known = new Set([
    ...session.queue.map(({ assignmentId }) => assignmentId),
    ...session.unsent,
    ...session.settled,
  ])
  const queue = [...session.queue, ...pairs.filter(({ assignmentId }) => !known.has(assignmentId))]
  return {
    ...session,
    ...desk,
    total: desk.total ?? session.total,
    queue,
    misses: queue.length > 0 ? 0 : session.misses + 1,
  }
}

function refusalNotice({ code, message, kept }: { code: string; message: string; kept: boolean }): string {
  if (kept)
    return 'A verdict kept on this device was not accepted for this account: its pair is somebody else’s now. If it was given under another account, it is sent when that one signs in here again.'
  if (code === 'invalid')
    return 'The last verdict could not be stored. Please reload the page; your other verdicts are safe.'
  return message || 'The last pair was not yours any more. Your other verdicts are safe.'
}

/** The number of the pair on the screen, counted from 1. */
export function position({ judged, unsent, total }: Session): number {
  const next = judged + unsent.length + 1
  return total === null ? next : Math.min(next, Math.max(total, 1))
}

/** What stands in the place of a pair when there is none; null while there is one. */
export type Rest = 'fetching' | 'offline' | 'server' | 'signed_out' | 'not_open' | Exclude<DeskStatus, 'judging'>

export function restOf({ queue, unsent, hold, status }: Session): Rest | null {
  if (queue.length > 0) return null
  if (hold) return hold
  if (unsent.length > 0 || status === 'judging') return 'fetching'
  return status
}

/** Milliseconds until the server should be asked again by itself, or null when it need not be. */
export function refreshDelay(session: Session, now: number): number | null {
  const { ready, queue, unsent, hold, status, retryAt, misses } = session
  if (!ready || queue.length > 0 || unsent.length > 0) return null
  if (hold === 'signed_out') return null
  if (hold || status === 'judging') return misses === 0 ? 0 : Math.min(30_000, 500 * 2 ** misses)
  if (status === 'waiting') return clamp(retryAt ? Date.parse(retryAt) - now : 0, 5_000, 60_000)
  return status === 'paused' ? 60_000 : null
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
