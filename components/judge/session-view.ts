import type { DeskPair, DeskStatus } from '@/lib/judgments/schema'
import type { Given, Practised, Session } from './session-state'
import type { Hold } from './wire'

/** Then nothing of the sitting is shown: whoever looks at it now may be somebody else, or has no part in the study. */
const NOBODYS: Hold[] = ['other_person', 'left_out']
/** A study that stands so takes no change of mind. */
const NO_CHANGES: DeskStatus[] = ['paused', 'closed', 'not_begun', 'consent', 'left_out']
/** What waits for a person is not asked for by a timer. */
const NEEDS_A_PERSON: Hold[] = ['signed_out', ...NOBODYS]
const PASSING: Hold[] = ['offline', 'server']

/** What is on the screen: a pair to judge, one whose verdict is looked at again, or a practice pair after its verdict. */
export type Shown = { pair: DeskPair; given: Given | null; practised: Practised | null }

export function shownOf({ queue, given, back, recalled, practised, hold }: Session): Shown | null {
  if (hold && NOBODYS.includes(hold)) return null
  if (practised) return { pair: practised.pair, given: null, practised }
  const earlier = recalled ?? (back > 0 ? given.at(-back) : undefined)
  if (earlier) return { pair: earlier.pair, given: earlier, practised: null }
  return queue[0] ? { pair: queue[0], given: null, practised: null } : null
}

/** Whether there is a verdict further back that may be changed. */
export function canLookBack({ given, back, recalled, practised, status, hold }: Session, reviseLast: number): boolean {
  if (NO_CHANGES.includes(status) || (hold && NOBODYS.includes(hold))) return false
  return !practised && !recalled && back < Math.min(given.length, reviseLast)
}

/** Whether a hold only a person can end says that there is news: the desk then shows it, whatever was asked. */
export function needsPerson(why: Hold): boolean {
  return NEEDS_A_PERSON.includes(why)
}

/** The number of the pair to judge, counted from 1. */
export function position({ judged, unsent }: Session): number {
  return judged + unsent.filter(({ counts }) => counts).length + 1
}

/** How many pairs there are for this annotator: their share, and more once they have gone beyond it. */
export function goal(session: Session): number | null {
  if (session.total === null) return null
  return shownOf(session) ? Math.max(session.total, position(session)) : session.total
}

/** What stands in the place of a pair when there is none; null while there is one. */
export type Rest = 'fetching' | Hold | Exclude<DeskStatus, 'judging'>

export function restOf(session: Session): Rest | null {
  if (shownOf(session)) return null
  const { unsent, hold, status } = session
  // That screen says by itself that agreeing did not get through.
  if (hold && !(status === 'consent' && PASSING.includes(hold))) return hold
  if (unsent.some(({ parked }) => !parked) || status === 'judging') return 'fetching'
  return status
}

/** Milliseconds until the server should be asked again by itself, or null when it need not be. */
export function refreshDelay(session: Session, now: number): number | null {
  const { ready, queue, unsent, hold, status, retryAt, misses } = session
  if (!ready || queue.length > 0 || unsent.some(({ parked }) => !parked)) return null
  if (hold && needsPerson(hold)) return null
  if (hold || status === 'judging') return misses === 0 ? 0 : Math.min(30_000, 500 * 2 ** misses)
  if (status === 'waiting') return Math.min(60_000, Math.max(5_000, retryAt ? Date.parse(retryAt) - now : 0))
  return status === 'paused' || status === 'not_begun' ? 60_000 : null
}
