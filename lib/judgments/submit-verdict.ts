import 'server-only'
import { z } from 'zod'
import type { Access, Bearer } from '@/lib/auth/access'
import { askPrepared } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { DeskRow } from './desk-row'
import type { Revision, SetAside, Submission, Verdict } from './schema'

const REFUSALS = ['not_found', 'slot_lost', 'already_judged', 'study_not_open', 'too_late'] as const

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
const Reply = z.tuple([z.object({ reply: z.discriminatedUnion('outcome', [Refused, Mistaken, Saved]) })])

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
 * @throws AppError `not_found` for an assignment of another study or annotator, `slot_lost` when somebody else holds the
 *   slot now, `already_judged` when another window gave another verdict first, `study_not_open` once the study is over,
 *   `too_late` for a revision of an older verdict, `invalid` for answers the design does not take
 */
export async function submitVerdict(
  asker: Access<'judgment:submit'> | Bearer,
  submission: Submission,
  { ahead, holding }: { ahead: Ahead; holding: readonly string[] } = { ahead: { wanted: 0, batch: 1 }, holding: [] },
): Promise<Stored> {
  const { command, said } = 'revises' in submission ? revise(submission) : submit(submission)
  const what = [submission.assignmentId, submission.submissionKey, ...said, ahead.wanted, ahead.batch, holding]
  const { name, annotator, who } = nameAnnotator(asker)
  const places = what.map((_, index) => `$${who.length + index + 1}`)
  const text = `SELECT ${command}($1, ${annotator}, ${places.join(', ')}) AS reply`
  const [{ reply }] = Reply.parse(await askPrepared(`${command} ${name}`, text, [...who, ...what]))
  if (reply.outcome === 'saved') return { desk: reply.desk, practice: reply.practice ?? null }
  if (reply.outcome in MISTAKES)
    throw new AppError('invalid', { fields: MISTAKES[reply.outcome as keyof typeof MISTAKES] })
  throw new AppError(reply.outcome as (typeof REFUSALS)[number])
}

/** How an annotator is found by the statement itself. */
function nameAnnotator(asker: Access<'judgment:submit'> | Bearer) {
  const { studyId } = asker
  return 'stamp' in asker
    ? { name: 'signed in', annotator: 'signed_in_annotator($1, $2, $3)', who: [studyId, asker.userId, asker.stamp] }
    : { name: 'proven', annotator: 'annotator_of($1, $2)', who: [studyId, asker.actor.id] }
}

type Statement = { command: string; said: unknown[] }

type Said = { choices: string[]; rationale: string | null; flag: string | null; note: string | null }

function submit(submission: Verdict | SetAside): Statement {
  const { elapsedMs, activeMs } = submission
  const said: Said =
    'flag' in submission
      ? { choices: [], rationale: null, flag: submission.flag, note: submission.note ?? null }
      : { choices: submission.choices, rationale: submission.rationale ?? null, flag: null, note: null }
  return {
    command: 'submit_and_claim',
    said: [said.choices, elapsedMs, activeMs, said.rationale, said.flag, said.note],
  }
}

function revise({ choices, rationale }: Revision): Statement {
  return { command: 'revise_and_claim', said: [choices, rationale ?? null] }
}
