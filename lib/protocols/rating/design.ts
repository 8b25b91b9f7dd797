import { z } from 'zod'
import { duplicates } from '@/lib/duplicates'
import { list, real, text, whole, word } from '@/lib/inputs'

/** Options of a scale, at least and at most: keys 1 to 9 reach nine of them. */
export const FEWEST_OPTIONS = 2
export const MOST_OPTIONS = 10

/** Systems that one study rates, at most. */
export const MOST_RATED = 100

/** An option of a rating scale. */
export const RatingOption = z.object({
  /** Stands in files: letters, digits and underscores. */
  code: z.string().regex(/^[A-Z0-9_]{1,40}$/, 'Use capital letters, digits and underscores, 40 at most.'),
  score: real(-1000, 1000),
  label: text(120).min(1, 'Word this option.'),
  anchor: text(500).default(''),
})
export type RatingOption = z.output<typeof RatingOption>

/** One question of a rating study, asked of the whole response or of each turn of it. Options from the worst to the best. */
export const RatingCriterion = z
  .object({
    question: text(500).min(1, 'Ask a question.'),
    unit: z.enum(['RESPONSE', 'TURN']).default('RESPONSE'),
    options: list(RatingOption, MOST_OPTIONS, 'options').min(FEWEST_OPTIONS, 'Give at least two options.'),
  })
  .superRefine(({ options }, context) => {
    const refuse = (index: number, field: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['options', index, field], message, input: options })
    for (const [index, { code, score }] of options.entries()) {
      const before = options.slice(0, index)
      if (before.some((each) => each.code === code)) refuse(index, 'code', 'Another option has this code.')
      // Two options of one score would be one answer with two names.
      if (before.some((each) => each.score === score)) refuse(index, 'score', 'Another option has this score.')
      else if (before.some((each) => each.score > score))
        refuse(
          index,
          'score',
          'Options go from the worst to the best: give this one a higher score than those before it.',
        )
    }
  })
export type RatingCriterion = z.output<typeof RatingCriterion>

/** Which responses are rated: of some systems, the first to each prompt or several samples. */
export const RatedSystems = z
  .object({
    systemIds: list(z.uuid('Choose a system.'), MOST_RATED, 'systems').min(1, 'Choose at least one system.'),
    /** Responses of each system to a prompt, from its first sample on. */
    samples: whole(1, 100).default(1),
  })
  .superRefine((rated, context) => {
    if (duplicates(rated.systemIds).length > 0)
      context.addIssue({ code: 'custom', path: ['systemIds'], message: 'Name each system once.', input: rated })
  })
export type RatedSystems = z.output<typeof RatedSystems>

/** A response with a known verdict: gold, hidden among the items, or practice, with feedback. */
export const KnownRating = z.object({
  kind: z.enum(['GOLD', 'PRACTICE']),
  promptId: z.uuid('Choose a prompt.'),
  systemId: z.uuid('Choose a system.'),
  /** Option code of the first criterion. */
  expected: word(40).min(1, 'Say which option is right.'),
  feedback: text(2000),
})
export type KnownRating = z.output<typeof KnownRating>
