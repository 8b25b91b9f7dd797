import { z } from 'zod'
import { Answer, MOST_ANSWERS } from '@/lib/engine/schema'
import { list, text, whole, word } from '@/lib/inputs'
import { MODEL_OUTCOMES } from '@/lib/models/outcome'

const MOST_CLAIMED = 50
const DAY = 86_400

/** The code of a model of the study, such as G01. */
const annotator = word(20).min(1, 'Name a model of the study by its code.')

/** What a program claims: how many slots of which model, and for how many seconds. */
export const ClaimInput = z.strictObject({
  annotator,
  count: whole(1, MOST_CLAIMED).default(10),
  seconds: whole(10, DAY).default(600),
})
export type ClaimInput = z.output<typeof ClaimInput>

/** What of one claim is given back. */
export const ReleaseInput = z.strictObject({
  annotator,
  lease: word(40).regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/, 'Send the lease as it was told.'),
  assignmentIds: list(z.uuid(), MOST_CLAIMED, 'assignments').min(1),
})
export type ReleaseInput = z.output<typeof ReleaseInput>

const [, ...NO_VERDICT] = MODEL_OUTCOMES

/** What a program says of a slot: its answers, as presented, or why there are none. */
export const JudgmentInput = z
  .strictObject({
    annotator,
    assignmentId: z.uuid(),
    /** Made once per verdict: sent again under the same key it stores nothing more. */
    submissionKey: z.uuid(),
    /** How long it took. */
    elapsedMs: whole(0, 2_147_483_647),
    /** One for each question, or each turn of it; A is what stands left. */
    answers: list(Answer, MOST_ANSWERS, 'answers').min(1).optional(),
    /** Why there are none. */
    noVerdict: z.enum(NO_VERDICT).optional(),
    /** Kept where the study asks for reasons. */
    rationale: text(5000).optional(),
  })
  .refine(({ answers, noVerdict }) => (answers === undefined) !== (noVerdict === undefined), {
    path: ['answers'],
    error: 'Send answers, or noVerdict with why there are none.',
  })
export type JudgmentInput = z.output<typeof JudgmentInput>
