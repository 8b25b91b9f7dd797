import 'server-only'
import { z } from 'zod'
import type { Access, Bearer } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { DeskRow } from './desk-row'
import type { Submission } from './schema'
import { takeSubmission } from './take-submission'

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
  invalid_choice: { choices: ['Answer each question with one of its options.'] },
  rationale_missing: { rationale: ['Give a reason: this study asks for one with each verdict.'] },
}

const Refused = z.object({ outcome: z.enum(REFUSALS) })
const Mistaken = z.object({ outcome: z.enum(['invalid_choice', 'rationale_missing']) })
const Saved = z.object({
  outcome: z.literal('saved'),
  desk: DeskRow,
  practice: z.object({ expected: z.string(), feedback: z.string().nullable() }).nullish(),
})
const Reply = z.discriminatedUnion('outcome', [Refused, Mistaken, Saved])

/** How many slots to hold, and how many to lease at a time once that many are missing. */
export type Ahead = { wanted: number; batch: number }

/** What a stored submission is answered with. */
export type Stored = { desk: DeskRow; practice: { expected: string; feedback: string | null } | null }

/**
 * Records what an annotator says of a slot they hold, or held, and leases what comes next, in one round trip. Safe to
 * retry: the same submission twice stores one row. A revision adds a row that supersedes the verdict before it.
 * @param asker who is proven to be an annotator, or whom a session names: then it is proven here
 * @param ahead how many slots the annotator should hold afterwards, and how many of them are leased at a time
 * @param holding assignments whose contents the browser has already
 * @throws AppError `not_found` for somebody who has no part in the study, `slot_lost` for an assignment that was never
 *   theirs, `late` when others had the pair by then or the study was over: it is kept on record, uncounted;
 *   `already_judged` when another window gave another verdict first; of a revision `study_not_open` while the study is
 *   paused, `study_closed` once it is over, `too_late` when the verdict is an older one; `busy` while something slow holds
 *   the rows it needs, `invalid` for answers the design does not take
 */
export async function submitVerdict(
  asker: Access<'judgment:submit'> | Bearer,
  submission: Submission,
  { ahead, holding }: { ahead: Ahead; holding: readonly string[] } = { ahead: { wanted: 0, batch: 1 }, holding: [] },
): Promise<Stored> {
  const { wanted, batch } = ahead
  const reply = Reply.parse(await takeSubmission({ ...who(asker), ...said(submission), wanted, batch, holding }))
  if (reply.outcome === 'saved') return { desk: reply.desk, practice: reply.practice ?? null }
  if (reply.outcome in MISTAKES)
    throw new AppError('invalid', { fields: MISTAKES[reply.outcome as keyof typeof MISTAKES] })
  throw new AppError(reply.outcome as (typeof REFUSALS)[number])
}

/** Without a stamp the person is proven already. */
function who(asker: Access<'judgment:submit'> | Bearer) {
  const { studyId } = asker
  return 'stamp' in asker
    ? { study: studyId, user: asker.userId, stamp: asker.stamp }
    : { study: studyId, user: asker.actor.id, stamp: null }
}

const NOTHING = {
  choices: [],
  elapsed: null,
  active: null,
  rationale: null,
  flag: null,
  note: null,
  asked: null,
  hasty: false,
}

function said(submission: Submission) {
  const { assignmentId: assignment, submissionKey: key } = submission
  const what = { ...NOTHING, assignment, key, revises: 'revises' in submission }
  if ('revises' in submission) return { ...what, choices: submission.choices, rationale: submission.rationale ?? null }
  const timed = { ...what, elapsed: submission.elapsedMs, active: submission.activeMs }
  return 'flag' in submission
    ? { ...timed, flag: submission.flag, note: submission.note ?? null }
    : {
        ...{ ...timed, choices: submission.choices, rationale: submission.rationale ?? null },
        ...{ asked: submission.asked ?? null, hasty: submission.hasty ?? false },
      }
}
