import { z } from 'zod'
import { list, real, text, whole, word } from '@/lib/inputs'

/** Hypotheses of one study, at most. */
export const MOST_HYPOTHESES = 12

/** What is expected of the first of two systems beside the second. The last two speak of a margin. */
export const DIRECTIONS = ['BETTER', 'WORSE', 'DIFFERENT', 'EQUAL', 'NOT_WORSE'] as const

/** What is to become of ties, and which judgment is to count: by the names that figures have for it. */
export const PLANNED_TIES = ['shown', 'split', 'dropped', 'wins'] as const
export const PLANNED_RULES = ['all', 'earliest', 'majority', 'signs', 'order-averaged', 'order-ties'] as const

const shared = {
  /** Which of the study’s questions, from 0. */
  criterion: whole(0, 5),
  direction: z.enum(DIRECTIONS),
  /** Why, in words. */
  statement: text(1000),
}

const Hypothesis = z.object({ ...shared, a: z.uuid('Choose a system.'), b: z.uuid('Choose a system.') })

/** When collecting is to end. */
const Stopping = z.discriminatedUnion('when', [
  z.object({ when: z.literal('PLANNED') }),
  z.object({ when: z.literal('JUDGMENTS'), judgments: whole(1, 1_000_000_000) }),
  z.object({
    when: z.literal('DATE'),
    date: word(10)
      .regex(/^\d{4}-\d\d-\d\d$/, 'Choose a day.')
      .refine((day) => !Number.isNaN(Date.parse(day)), 'There is no such day.'),
  }),
  z.object({ when: z.literal('ANYTIME') }),
])
export type Stopping = z.output<typeof Stopping>

/** Who is left out of the results; null for nobody on that ground. */
const Exclusions = z.object({
  /** Whoever misses more than this share of gold items, or fails more of the check items. */
  goldMissed: real(0, 1).nullable(),
  checksFailed: real(0, 1).nullable(),
  /** Whoever takes less than these seconds, in the median, or gives fewer judgments. */
  medianSeconds: real(0, 3600).nullable(),
  judgments: whole(1, 1_000_000).nullable(),
  /** On what other grounds, in words. */
  words: text(2000),
})

/** What is expected, how it is to be counted and when the study is to end: decided before it opens. */
export const Preregistration = z.object({
  hypotheses: list(Hypothesis, MOST_HYPOTHESES, 'hypotheses').min(1, 'State a hypothesis, or take the plan away.'),
  /** Which of the hypotheses is the one by which the study is judged. */
  primary: whole(0, MOST_HYPOTHESES - 1),
  /** Of a score from 0 to 1, or of points of a rating scale. */
  margin: real(0.001, 1000).nullable(),
  /** Null for ratings, which know none. */
  ties: z.enum(PLANNED_TIES).nullable(),
  rule: z.enum(PLANNED_RULES),
  exclusions: Exclusions,
  stopping: Stopping,
  /** What else is to be said of how it is stopped and analysed. */
  words: text(5000),
})
export type Preregistration = z.output<typeof Preregistration>

const name = word(2000, 'Write a name here.').min(1, 'Write a name here.')

/** The same with systems by name, for design files and protocols. */
export const NamedPreregistration = z.strictObject({
  ...Preregistration.shape,
  hypotheses: list(z.strictObject({ ...shared, a: name, b: name }), MOST_HYPOTHESES, 'hypotheses'),
  exclusions: z.strictObject(Exclusions.shape),
})

/** A plan with other words for its systems: names in place of ids, or ids in place of names. */
export function renameSystems(
  plan: Preregistration,
  rename: (system: string, ...path: PropertyKey[]) => string,
): Preregistration {
  const hypotheses = plan.hypotheses.map(({ a, b, ...each }, index) => ({
    ...{ ...each, a: rename(a, 'hypotheses', index, 'a'), b: rename(b, 'hypotheses', index, 'b') },
  }))
  return { ...plan, hypotheses }
}
