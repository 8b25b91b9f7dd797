import type { Answer, SetAside } from '@/lib/engine/schema'
import type { DeskPair } from '@/lib/judgments/schema'
import type { Asked } from './haste'
import type { Unsent } from './outbox'
import type { Timing } from './stopwatch'

/** What one says of a pair: an answer to each question, and a reason where one is asked for. */
export type Said = { answers: Answer[]; rationale: string }

/** Why a pair cannot be judged. */
export type Reason = Pick<SetAside, 'flag' | 'note'>

export function verdictOf(pair: DeskPair, { answers, rationale }: Said, timing: Timing & Asked): Unsent {
  return { ...begin(pair), answers, ...written(rationale), ...timing }
}

export function setAsideOf(pair: DeskPair, reason: Reason, timing: Timing): Unsent {
  return { ...begin(pair), ...reason, ...timing }
}

/** Another verdict in place of one the server has, or may have. A reason that was taken out is sent as such. */
export function revisionOf(pair: DeskPair, { answers, rationale }: Said): Unsent {
  return { ...begin(pair), answers, rationale: rationale.trim(), revises: true }
}

/** A verdict the server has not heard of, answered otherwise. A new key: another tab may know the old one. */
export function changedVerdict(unsent: Unsent, { answers, rationale }: Said): Unsent {
  if (!('answers' in unsent)) return unsent
  const { rationale: _, ...rest } = unsent
  return { ...rest, submissionKey: crypto.randomUUID(), answers, ...written(rationale) }
}

function begin({ assignmentId, isPractice }: DeskPair) {
  const made = { assignmentId, submissionKey: crypto.randomUUID(), madeAt: Date.now() }
  return isPractice ? { ...made, practice: true as const } : made
}

function written(rationale: string) {
  const text = rationale.trim()
  return text ? { rationale: text } : {}
}
