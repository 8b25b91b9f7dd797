import type { Answer } from '@/lib/engine/schema'
import type { DeskPair, DeskState, DeskStatus, PracticeFeedback } from '@/lib/judgments/schema'
import type { SenderEvent } from './sender'
import type { Hold } from './wire'

/**
 * A submission on its way; revisions and practice do not count as pairs judged. `words`: what was written with it;
 * `parked`: it waits for the study to open again.
 */
export type Waiting = { submissionKey: string; assignmentId: string; counts: boolean; words: string; parked?: true }

/** A verdict of this sitting, with all that is needed to look at it again. */
export type Given = {
  pair: DeskPair
  submissionKey: string
  answers: Answer[]
  rationale: string
  /** How many pairs were set aside between this verdict and the next one. */
  asides?: number
}

/** A practice pair that has been judged and is still on the screen, with what was right once the server has told. */
export type Practised = Given & { feedback: PracticeFeedback | null }

/** Why a submission was not taken. `words`: what was written with it, kept on the device until it has been read. */
export type Notice = { submissionKey: string; code: string; words: string }

/** What the judging screen knows. A verdict moves its pair from `queue` to `unsent` at once, whatever the network does. */
export type Session = {
  /** Whether the outbox has been read; nothing may be judged before. */
  ready: boolean
  status: DeskStatus
  /** The pair to judge and those after it. */
  queue: DeskPair[]
  /** How many pairs are yet to be fetched in reserve; 0 too where the last reply brought none. */
  lacking: number
  unsent: Waiting[]
  /** Assignments acknowledged lately: a late reply must not bring them back. */
  settled: string[]
  /** Verdicts that may be changed, oldest first. */
  given: Given[]
  /** How many verdicts back one looks; 0 is the pair to judge. */
  back: number
  /** A verdict from before this sitting that is looked at again. */
  recalled: Given | null
  practised: Practised | null
  judged: number
  total: number | null
  retryAt: string | null
  hold: Hold | null
  /** Whether pairs were taken from the reserve because they may be with others by now. */
  lapsed: boolean
  /** Whether what waits is on the disk or only in this page. */
  durable: boolean
  notices: Notice[]
  /** Replies in a row that brought nothing to judge although something was expected. */
  misses: number
}

export type SessionEvent =
  | SenderEvent
  | { type: 'judged'; given: Given }
  | { type: 'set_aside'; assignmentId: string; submissionKey: string; words: string }
  | { type: 'revised'; before: string; given: Given; isSent: boolean }
  | { type: 'looked_back'; by: 1 | -1 }
  | { type: 'recalled'; given: Given }
  | { type: 'returned' }
  | { type: 'practice_read' }
  | { type: 'desk'; desk: DeskState }
  | { type: 'lapsed' }
  | { type: 'dismissed'; submissionKey: string }
