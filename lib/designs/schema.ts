import { z } from 'zod'
import { duplicates } from '@/lib/duplicates'
import { list, real, text, whole, word } from '@/lib/inputs'
import { ModelGroupInput, PARITY_MARGIN } from '@/lib/models/design'
import { Comparisons, CriterionInput, KnownItemInput } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import { KnownRating, RatedSystems, RatingCriterion } from '@/lib/protocols/rating/design'
import { responseKey } from '@/lib/protocols/response-key'
import { checkPreregistration } from './check-preregistration'
import { DecidedName } from './decided-name'
import { Preregistration } from './preregistration'

/** The wording of the LIMA paper's annotation form. */
export const LIMA_WORDING = {
  framing:
    'Imagine that you have a super-intelligent AI assistant, and that you require help with the following question.',
  question: 'Which answer best satisfies your needs?',
  source: 'Wording: Zhou et al. (2023), LIMA: Less Is More for Alignment, arXiv 2305.11206, appendix C, figure 11.',
} as const

/** Questions that one study asks, at most. */
export const MOST_CRITERIA = 6

/** Gold and practice items of one study, at most. */
export const MOST_KNOWN = 500

/** A group of annotators: what it judges, and how many are expected. */
export const GroupInput = z.object({
  name: text(40).min(1, 'Name the group.'),
  codePrefix: z.string().regex(/^[A-Z]{1,3}$/, 'One to three capital letters.'),
  /** Judgments per item that are kept for this group. */
  overlap: whole(0, 25),
  judgesShared: z.boolean(),
  places: whole(1, 100_000).nullable(),
})
export type GroupInput = z.output<typeof GroupInput>

/** What the consequence panel reckons with; nothing else depends on it. */
export const Planning = z.object({
  /** Median seconds a judgment takes. */
  seconds: real(1, 3600),
  /** Pay for an hour of work, in `currency`; null when unpaid. */
  hourlyPay: real(0, 100_000).nullable(),
  currency: text(3).min(1, 'Name the currency.'),
  /** Share of ties expected, from 0 to 1. */
  tieRate: real(0, 0.99),
  /** Correlation expected between two judgments of one item. */
  correlation: real(0, 0.99),
})
export type Planning = z.output<typeof Planning>

export const PLANNING: Planning = { seconds: 37, hourlyPay: null, currency: 'USD', tieRate: 0.22, correlation: 0.45 }

/** What is decided of any kind of study. */
const COMMON = {
  title: text(120).min(1, 'Give the study a title.'),
  framing: text(2000),
  instructions: text(20_000),
  consent: text(20_000),
  rationale: z.enum(['OFF', 'OPTIONAL', 'REQUIRED']),
  promptSetId: z.uuid('Choose a prompt set.'),
  /** Only prompts of this category; null for all. */
  category: word().nullable(),
  /** A sample of this size, drawn from the seed; null for all. */
  sample: whole(1, 10_000_000).nullable(),
  /** Whether prompts that a system lacks a response to are left out; else they keep the study from opening. */
  leaveOutUnanswered: z.boolean().default(false),
  groups: list(GroupInput, 12, 'groups').min(1, 'A study needs a group of annotators.'),
  /** Groups of language models: what they judge is beside what people do. */
  models: list(ModelGroupInput, 12, 'groups of models').default([]),
  /** How far a model’s agreement with people may lie from people’s with each other to pass for equal. */
  parityMargin: z
    .number('Enter a number.')
    .min(0.001, 'At least 0.1 percentage points (0.001).')
    .max(0.5, 'At most 50 percentage points (0.5).')
    .default(PARITY_MARGIN),
  /** Judgments per item by anybody, beside those kept for groups. */
  overlap: whole(0, 25),
  /** Items that every annotator of the groups that judge the shared set judges. */
  sharedItems: whole(0, 1000),
  /** Share of the slots that come again, of pairs with sides swapped. */
  repeatShare: real(0, 0.5),
  /** Judgments one annotator may give; null for any number. */
  cap: whole(1, 1_000_000).nullable(),
  leaseMinutes: whole(1, 1440),
  /** How many of their last verdicts an annotator may change. */
  reviseLast: whole(0, 50),
  /** Seconds before which the desk asks once whether a verdict is meant; 0 for never. */
  minSeconds: whole(0, 600).default(0),
  /** Whether it also asks when an answer was not read to its end. */
  readToEnd: z.boolean().default(false),
  /** Categories whose items stand covered until asked for. */
  warnedCategories: list(word().min(1), 500, 'categories').default([]),
  /** What was decided about names of makers and models in responses. */
  names: list(DecidedName, 100_000, 'decisions').default([]),
  looks: z.enum(['CLOSING', 'ANYTIME']),
  /** What is expected and how it is to be counted, frozen with the design; null where nothing was written down. */
  preregistration: Preregistration.nullable().default(null),
  seed: whole(0, 2_147_483_647),
  planning: Planning,
}

/** A design of comparisons: two responses to a prompt, side by side. */
export const ComparisonDesign = z.object({
  // Designs from before there were ratings do not say what they are.
  protocol: z.literal('COMPARISON').optional().default('COMPARISON'),
  ...COMMON,
  criteria: list(CriterionInput, MOST_CRITERIA, 'criteria').min(1, 'Ask a question.'),
  comparisons: Comparisons,
  identicalChecks: whole(0, 100),
  known: list(KnownItemInput, MOST_KNOWN, 'gold and practice items'),
  rated: z.never('Only a rating study rates systems.').optional(),
})
export type ComparisonDesign = z.output<typeof ComparisonDesign>

/** A design of ratings: one response at a time. */
export const RatingDesign = z.object({
  protocol: z.literal('RATING'),
  ...COMMON,
  criteria: list(RatingCriterion, MOST_CRITERIA, 'criteria').min(1, 'Ask a question.'),
  rated: RatedSystems,
  known: list(KnownRating, MOST_KNOWN, 'gold and practice items'),
  comparisons: z.never('A rating study compares no systems: name those it rates.').optional(),
  identicalChecks: z.never('A rating study shows one response at a time: it has no check items.').optional(),
})
export type RatingDesign = z.output<typeof RatingDesign>

/** What a researcher decides before a study opens. The form, design files, the seed and scripts all parse with this. */
export const StudyInput = z
  .discriminatedUnion('protocol', [ComparisonDesign, RatingDesign], 'Choose COMPARISON or RATING.')
  .superRefine((design, context) => {
    const refuse: Refuse = (path, message) => context.addIssue({ code: 'custom', path, message, input: design })
    checkCommon(design, refuse)
    checkPreregistration(design, refuse)
    if (design.protocol === 'RATING') checkKnownRatings(design, refuse)
    else checkKnownPairs(design, refuse)
  })
export type StudyInput = z.output<typeof StudyInput>

type Refuse = (path: (string | number)[], message: string) => void

function checkCommon(design: StudyInput, refuse: Refuse): void {
  const { groups, models, overlap, sharedItems, warnedCategories } = design
  const everyGroup = [...groups, ...models]
  if (overlap === 0 && groups.every((group) => group.overlap === 0) && models.length === 0)
    refuse(['overlap'], 'Ask for at least one judgment per item, by people or by a model.')
  if (duplicates(warnedCategories).length > 0) refuse(['warnedCategories'], 'Name each category once.')
  const questions = design.criteria.map(({ question }) => question)
  for (const [index, question] of questions.entries())
    if (questions.indexOf(question) < index)
      refuse(['criteria', index, 'question'], 'Word this question otherwise: files tell questions by their words.')
  if (duplicates(everyGroup.map(({ name }) => name)).length > 0) refuse(['groups'], 'Name each group once.')
  if (duplicates(everyGroup.map(({ codePrefix }) => codePrefix)).length > 0)
    refuse(['groups'], 'Give each group letters of its own.')
  checkModels(design, refuse)
  if (sharedItems > 0 && !groups.some(({ judgesShared }) => judgesShared))
    refuse(['sharedItems'], 'Choose a group that judges the shared set, or leave the set empty.')
}

function checkModels({ models, sharedItems }: StudyInput, refuse: Refuse): void {
  for (const [index, group] of models.entries())
    for (const [place, { scope, tokenBudget, moneyBudget }] of group.models.entries()) {
      const at = ['models', index, 'models', place]
      if (scope.of === 'SHARED' && sharedItems === 0)
        refuse([...at, 'scope'], 'The study has no shared set: let it judge all items.')
      if (tokenBudget === null && moneyBudget === null)
        refuse([...at, 'tokenBudget'], 'Say how many tokens, or how much money, it may use at most.')
    }
}

function checkKnownPairs({ criteria, known }: ComparisonDesign, refuse: Refuse): void {
  for (const [index, { expected, systemAId, systemBId }] of known.entries()) {
    if (criteria[0] && expected && !SCALES[criteria[0].scale].options.some(({ code }) => code === expected))
      refuse(['known', index, 'expected'], 'This is not one of the first question’s verdicts.')
    if (systemAId === systemBId) refuse(['known', index, 'systemBId'], 'A system cannot be compared with itself.')
  }
  if (duplicates(known.map((each) => [each.promptId, ...[each.systemAId, each.systemBId].sort()].join())).length > 0)
    refuse(['known'], 'Name each gold or practice pair once.')
}

function checkKnownRatings({ criteria, known }: RatingDesign, refuse: Refuse): void {
  for (const [index, { expected }] of known.entries())
    if (criteria[0] && expected && !criteria[0].options.some(({ code }) => code === expected))
      refuse(['known', index, 'expected'], 'This is not one of the first question’s options.')
  if (duplicates(known.map(({ promptId, systemId }) => responseKey(promptId, systemId))).length > 0)
    refuse(['known'], 'Name each gold or practice response once.')
}
