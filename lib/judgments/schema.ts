import { z } from 'zod'
import { Revision, SetAside, Verdict } from '@/lib/engine/schema'
import { LANGUAGE_CODES } from '@/lib/i18n/languages'
import { list, word } from '@/lib/inputs'
import { PositionalRevision, PositionalVerdict } from './positional-schema'

/** One turn as the judging screen gets it: Markdown already rendered to safe HTML. */
export const Turn = z.object({ role: z.enum(['system', 'user', 'assistant']), html: z.string() })
export type Turn = z.output<typeof Turn>

/** One leased assignment as the browser may know it: nothing in it tells a system, an item or a canonical arm. */
export const DeskPair = z.object({
  assignmentId: z.string(),
  /** Whether the right verdict is told once it is judged. Check and gold items never say what they are. */
  isPractice: z.boolean(),
  /** Whether it stands covered until its annotator asks to see it. */
  warned: z.boolean(),
  prompt: z.array(Turn),
  /** What stands left, called Answer A on the screen; or the one response there is. */
  left: z.array(Turn),
  /** What stands right, called Answer B on the screen; null where one response stands alone. */
  right: z.array(Turn).nullable(),
})
export type DeskPair = z.output<typeof DeskPair>

/**
 * `consent`: the person has not agreed yet; `waiting`: all that is left is on other screens; `not_begun`, `paused` and
 * `closed` are the study's; `capped`: this annotator has given as many judgments as one may; `done`: nothing is left;
 * `left_out`: their part in the study has ended.
 */
const DeskStatus = z.enum([
  'consent',
  'judging',
  'waiting',
  'capped',
  'done',
  'not_begun',
  'paused',
  'closed',
  'left_out',
])
export type DeskStatus = z.output<typeof DeskStatus>

/** Where an annotator stands, with those of the pairs they hold that the browser does not have yet. */
export const DeskState = z.object({
  status: DeskStatus,
  pairs: z.array(DeskPair),
  /** Of the pairs the browser said it holds, those that went to others meanwhile. */
  gone: z.array(z.string()),
  /** How many pairs the browser should hold. */
  reserve: z.number(),
  /** Pairs done, practice left out. */
  judged: z.number(),
  /** Pairs for this annotator in all, or null where they were not counted: there are too many, or it is not time to. */
  total: z.number().nullable(),
  /** When waiting: the moment the first lease of others runs out, ISO 8601. */
  retryAt: z.string().nullable(),
})
export type DeskState = z.output<typeof DeskState>

const DeskOption = z.object({
  code: z.string(),
  label: z.string(),
  /** What it stands for, in a sentence or two; empty where the label says all. */
  anchor: z.string(),
})
export type DeskOption = z.output<typeof DeskOption>

/**
 * A question with its options. Of a comparison codes are as presented: `A…` codes favour the left answer, `B…` the right
 * one; those of a rating go from the worst to the best.
 */
const DeskCriterion = z.object({
  id: z.string(),
  question: z.string(),
  /** Whether it asks about the whole response, or about each of the assistant's turns in it. */
  unit: z.enum(['RESPONSE', 'TURN']),
  options: z.array(DeskOption),
})
export type DeskCriterion = z.output<typeof DeskCriterion>

/** The study as its annotators know it. The first criterion is the main one. */
const DeskStudy = z.object({
  studyId: z.string(),
  /** Who looks at it: what their browser keeps is kept under this. */
  person: z.string(),
  title: z.string(),
  /** Whether two responses stand side by side, or one stands alone. */
  protocol: z.enum(['COMPARISON', 'RATING']),
  framing: z.string(),
  instructionsHtml: z.string(),
  /** What people agree to before they begin; empty when nothing is asked. */
  consentHtml: z.string(),
  criteria: z.array(DeskCriterion),
  rationale: z.enum(['OFF', 'OPTIONAL', 'REQUIRED']),
  /** How long pairs are kept for somebody who is not heard of. */
  leaseMinutes: z.number(),
  /** How many of the last verdicts may be changed. */
  reviseLast: z.number(),
  /** The desk asks once before it takes a verdict given sooner; 0: it does not. */
  minSeconds: z.number(),
  /** Whether it asks once when an answer was not read to its end. */
  readToEnd: z.boolean(),
  /** Whether pairs of some categories stand covered. */
  warns: z.boolean(),
})
export type DeskStudy = z.output<typeof DeskStudy>

/** What the judging page starts with; `words` are those of the language, compiled. */
export const DeskPage = z.object({
  study: DeskStudy,
  desk: DeskState,
  /** The page by which somebody came from a crowd platform, and whether their part has ended; null for everybody else. */
  cameBy: z.object({ path: z.string(), isOver: z.boolean() }).nullable(),
  language: z.enum(LANGUAGE_CODES),
  words: z.looseObject({}),
})
export type DeskPage = z.output<typeof DeskPage>

/** Assignments whose contents the browser has. */
const holding = list(z.uuid(), 60, 'pairs')

/** What is asked for in an address: `holding` names pairs, separated by commas. */
export const DeskQuery = z.object({
  holding: word(60 * 37)
    .transform((ids) => ids.split(',').filter(Boolean))
    .pipe(holding)
    .optional(),
})

/** All that an annotator may send about a pair, with the pairs that the browser has. */
export const SubmissionBody = z.union([
  Revision.extend({ holding }),
  SetAside.extend({ holding }),
  Verdict.extend({ holding }),
  PositionalRevision.extend({ holding }),
  PositionalVerdict.extend({ holding }),
])

/** What was right on a practice pair, as presented, with the researcher's words as safe HTML. */
const PracticeFeedback = z.object({ expected: z.string(), html: z.string() })
export type PracticeFeedback = z.output<typeof PracticeFeedback>

/** The answer to a stored submission. */
export const VerdictReceipt = z.object({ saved: z.string(), desk: DeskState, practice: PracticeFeedback.nullable() })
export type VerdictReceipt = z.output<typeof VerdictReceipt>
