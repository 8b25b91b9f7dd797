import { z } from 'zod'
import { isStorable, NOT_STORABLE } from '@/lib/storable'

const text = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).refine(isStorable, NOT_STORABLE)

const whole = (min: number, max: number) =>
  z
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(min, `At least ${min.toLocaleString('en')}.`)
    .max(max, `At most ${max.toLocaleString('en')}.`)

/** The wording of the LIMA paper's annotation form. */
export const LIMA_WORDING = {
  framing:
    'Imagine that you have a super-intelligent AI assistant, and that you require help with the following question.',
  question: 'Which answer best satisfies your needs?',
  labels: {
    A: 'Answer A is significantly better',
    TIE: 'Neither is significantly better',
    BOTH_BAD: 'Both answers are bad',
    B: 'Answer B is significantly better',
  },
  source: 'Wording: Zhou et al. (2023), LIMA: Less Is More for Alignment, arXiv 2305.11206, appendix C, figure 11.',
} as const

/** Option codes in the order they are shown, with their canonical scores. */
export const OPTION_SCORES = { A: 1, TIE: 0, BOTH_BAD: 0, B: -1 } as const

/** What a researcher decides before a study opens. The form, the seed and scripts all parse with this. */
export const StudyInput = z
  .object({
    title: text(120).min(1, 'Give the study a title.'),
    framing: text(2000),
    question: text(500).min(1, 'Ask a question.'),
    labels: z.object({
      A: text(120).min(1, 'Word the verdict for the first answer.'),
      TIE: text(120).min(1, 'Word the verdict for a tie.'),
      BOTH_BAD: text(120),
      B: text(120).min(1, 'Word the verdict for the second answer.'),
    }),
    /** Whether “both are bad” is told apart from a tie. */
    bothBad: z.boolean(),
    instructions: text(20_000),
    promptSetId: z.uuid('Choose a prompt set.'),
    focalSystemId: z.uuid('Choose the focal system.'),
    baselineIds: z.array(z.uuid()).min(1, 'Choose at least one baseline.'),
    overlap: whole(1, 25),
    /** Judgments one annotator may give; null for any number. */
    cap: whole(1, 1_000_000).nullable(),
    leaseMinutes: whole(1, 1440),
    seed: whole(0, 2_147_483_647),
  })
  .refine(({ focalSystemId, baselineIds }) => !baselineIds.includes(focalSystemId), {
    path: ['baselineIds'],
    error: 'The focal system cannot be its own baseline.',
  })
  .refine(({ baselineIds }) => new Set(baselineIds).size === baselineIds.length, {
    path: ['baselineIds'],
    error: 'Name each baseline once.',
  })
  .refine(({ bothBad, labels }) => !bothBad || labels.BOTH_BAD !== '', {
    path: ['labels.BOTH_BAD'],
    error: 'Word the verdict for two bad answers.',
  })
export type StudyInput = z.output<typeof StudyInput>
