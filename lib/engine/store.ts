import 'server-only'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { tellSubmission } from '@/lib/meter'
import type { Next } from './claim'
import { Claimed } from './claimed'
import type { Submission } from './schema'
import type { Seat } from './seat'
import { send } from './send'

const REFUSALS = [
  'not_found',
  'slot_lost',
  'late',
  'already_judged',
  'study_not_open',
  'study_closed',
  'too_late',
  'busy',
] as const

const MISTAKES = {
  invalid_choice: {
    answers: ['Answer each question, and each turn that is graded, once and with one of its options.'],
  },
  rationale_missing: { rationale: ['Give a reason: this study asks for one with each verdict.'] },
}

const Refused = z.object({ outcome: z.enum(REFUSALS) })
const Mistaken = z.object({ outcome: z.enum(['invalid_choice', 'rationale_missing']) })
const Saved = z.object({
  outcome: z.literal('saved'),
  desk: Claimed,
  practice: z.object({ expected: z.string(), feedback: z.string().nullable() }).nullish(),
})
const Reply = z.discriminatedUnion('outcome', [Refused, Mistaken, Saved])

/** What a stored submission is answered with. */
export type Stored = { claimed: Claimed; practice: { expected: string; feedback: string | null } | null }

/** Nothing is leased afterwards. */
const NOTHING: Next = { wanted: 0, batch: 1, holding: [] }

/**
 * What submitting, revising and setting aside have in common: records what is said of a slot that the annotator holds, or
 * held, and leases what comes next, in one round trip. Safe to retry: the same submission twice stores one row.
 * @throws AppError `not_found` when nobody may judge from this seat; `slot_lost` for an assignment that was never theirs;
 *   `late` when others had it by then or the study was over: it is kept on record, uncounted; `already_judged` when another
 *   window gave another verdict first; `busy` while something slow holds the rows it needs; `invalid` for answers the
 *   design does not take
 */
export async function store(seat: Seat, submission: Submission, next: Next = NOTHING): Promise<Stored> {
  const reply = Reply.parse(await send(seat, submission, next))
  tellSubmission(reply.outcome)
  if (reply.outcome === 'saved') return { claimed: reply.desk, practice: reply.practice ?? null }
  throw refusalOf(reply.outcome)
}

/** Why a submission is not stored. */
const NotStored = z.enum([...REFUSALS, 'invalid_choice', 'rationale_missing'])

/** A submission that is not stored, as whoever sent it is told. @param outcome as the database replies */
export function refusalOf(outcome: string): AppError {
  const why = NotStored.parse(outcome)
  if (why === 'invalid_choice' || why === 'rationale_missing') return new AppError('invalid', { fields: MISTAKES[why] })
  return new AppError(why)
}
