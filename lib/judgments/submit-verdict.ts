import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
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

/** What a stored submission is answered with. */
export type Stored = { desk: DeskRow; practice: { expected: string; feedback: string | null } | null }

/**
 * Records what an annotator says of a slot they hold, or held, and leases what comes next, in one round trip. Safe to
 * retry: the same submission twice stores one row. A revision adds a row that supersedes the verdict before it.
 * @param wanted how many slots the annotator should hold afterwards
 * @param holding assignments whose contents the browser has already
 * @throws AppError `not_found` for an assignment of another study or annotator, `slot_lost` when somebody else holds the
 *   slot now, `already_judged` when another window gave another verdict first, `study_not_open` once the study is over,
 *   `too_late` for a revision of an older verdict, `invalid` for answers the design does not take
 */
export async function submitVerdict(
  { actor, studyId }: Access<'judgment:submit'>,
  submission: Submission,
  { wanted, holding }: { wanted: number; holding: readonly string[] } = { wanted: 0, holding: [] },
): Promise<Stored> {
  const statement = 'revises' in submission ? revise(submission) : submit(submission)
  const who = [studyId, actor.id, submission.assignmentId, submission.submissionKey]
  const [{ reply }] = Reply.parse(
    await askPrepared(statement.name, statement.text, [...who, ...statement.values, wanted, holding]),
  )
  if (reply.outcome === 'saved') return { desk: reply.desk, practice: reply.practice ?? null }
  if (reply.outcome in MISTAKES)
    throw new AppError('invalid', { fields: MISTAKES[reply.outcome as keyof typeof MISTAKES] })
  throw new AppError(reply.outcome as (typeof REFUSALS)[number])
}

type Statement = { name: string; text: string; values: unknown[] }

type Said = { choices: string[]; rationale: string | null; flag: string | null; note: string | null }

function submit(submission: Verdict | SetAside): Statement {
  const { elapsedMs, activeMs } = submission
  const said: Said =
    'flag' in submission
      ? { choices: [], rationale: null, flag: submission.flag, note: submission.note ?? null }
      : { choices: submission.choices, rationale: submission.rationale ?? null, flag: null, note: null }
  return {
    name: 'submit',
    text: `SELECT submit_and_claim($1, annotator_of($1, $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS reply`,
    values: [said.choices, elapsedMs, activeMs, said.rationale, said.flag, said.note],
  }
}

function revise({ choices, rationale }: Revision): Statement {
  return {
    name: 'revise',
    text: `SELECT revise_and_claim($1, annotator_of($1, $2), $3, $4, $5, $6, $7, $8) AS reply`,
    values: [choices, rationale ?? null],
  }
}
