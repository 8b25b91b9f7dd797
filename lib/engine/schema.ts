import { z } from 'zod'
import { list, text, whole, word } from '@/lib/inputs'

const time = whole(0, 2_147_483_647)
const Note = text(5000)

/** Answers of one verdict, at most: of six questions, each asked of two hundred turns. */
export const MOST_ANSWERS = 1200

/** The answer to one criterion, or to one turn of it: the code of an option, as presented; the engine undoes the side. */
export const Answer = z.object({
  criterion: z.uuid(),
  /** Which of the assistant's turns, from 1; 0 is the whole response. */
  turn: whole(0, MOST_ANSWERS),
  choice: word(40).min(1),
})
export type Answer = z.output<typeof Answer>

/** Why an item cannot be judged. */
export const FLAGS = ['BROKEN_TEXT', 'NEEDS_EXPERTISE', 'UNSAFE', 'OTHER'] as const

/** What the desk asked about before it took a verdict: too short a look, an answer not read to its end, or both. */
const HASTES = ['TIME', 'END', 'BOTH'] as const
export type Haste = (typeof HASTES)[number]

/** A verdict as it is submitted. The key is made once per verdict, so that a retry stores nothing twice. */
export const Verdict = z.object({
  assignmentId: z.uuid(),
  submissionKey: z.uuid(),
  /** One for each criterion, or each turn of it. */
  answers: list(Answer, MOST_ANSWERS, 'answers').min(1),
  rationale: Note.optional(),
  /** Milliseconds from the item's appearance to the verdict, and of these with the page in view and the person there. */
  elapsedMs: time,
  activeMs: time,
  /** Set when the desk asked once whether it is meant; `hasty` when the same was still so as it was given. */
  asked: z.enum(HASTES).optional(),
  hasty: z.boolean().optional(),
})
export type Verdict = z.output<typeof Verdict>

/** Says that an item cannot be judged; it goes to others, where the design lets it. */
export const SetAside = Verdict.omit({ answers: true, rationale: true, asked: true, hasty: true }).extend({
  flag: z.enum(FLAGS),
  note: Note.optional(),
})
export type SetAside = z.output<typeof SetAside>

/** Another verdict in place of one of the annotator's last ones. */
export const Revision = Verdict.pick({
  assignmentId: true,
  submissionKey: true,
  answers: true,
  rationale: true,
}).extend({
  revises: z.literal(true),
})
export type Revision = z.output<typeof Revision>

/** All that may be said of an item, told apart by `flag` and `revises`; the database takes it as it is. */
export type Submission = Revision | SetAside | Verdict
