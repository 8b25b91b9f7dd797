import { z } from 'zod'
import { list, real, text, whole, word } from '@/lib/inputs'
import { ModelParameters } from '@/lib/providers/parameters'

/** Models of one group, at most. */
export const MOST_MODELS = 12

/** By how much agreement may differ and still pass for equal, unless a design says otherwise. */
export const PARITY_MARGIN = 0.05

/** Which items a model judges: all, those of the shared set, or a sample drawn from the study's seed. */
export const ModelScope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('ALL') }),
  z.object({ of: z.literal('SHARED') }),
  z.object({ of: z.literal('SAMPLE'), items: whole(1, 10_000_000) }),
])
export type ModelScope = z.output<typeof ModelScope>

/** A language model as an annotator: which one, how it is asked, about what, and for how much at most. */
export const ModelInput = z.object({
  providerId: z.uuid('Choose a provider.'),
  model: word(200, 'Name the model.').min(1, 'Name the model.'),
  parameters: ModelParameters.default(ModelParameters.parse({})),
  /** Whether it is asked for its reason before its verdict, or for the verdict alone. */
  reason: z.enum(['FIRST', 'NONE']).default('FIRST'),
  /** How it answers: in plain text, whose last line is the verdict, or as JSON by a schema. */
  answer: z.enum(['TEXT', 'SCHEMA']).default('TEXT'),
  /** Whether it sees each pair in both orders, or in one as people do. Responses rated alone have one order. */
  orders: z.enum(['BOTH', 'ONE']).default('BOTH'),
  /** How often it is asked again in the same order. */
  repeats: whole(0, 20).default(0),
  scope: ModelScope.default({ of: 'ALL' }),
  /** Input and output together; null is no limit, which needs a budget of money. */
  tokenBudget: whole(1, 1_000_000_000_000).nullable().default(null),
  /** In the currency of the model's price; null is no limit, which needs a budget of tokens. */
  moneyBudget: real(0.000_001, 10_000_000).nullable().default(null),
})
export type ModelInput = z.output<typeof ModelInput>

/** A group of models in a study: its annotators are known by its letters, as those of people are. */
export const ModelGroupInput = z.object({
  name: text(40).min(1, 'Name the group.'),
  codePrefix: z.string().regex(/^[A-Z]{1,3}$/, 'One to three capital letters.'),
  models: list(ModelInput, MOST_MODELS, 'models').min(1, 'Choose a model.'),
})
export type ModelGroupInput = z.output<typeof ModelGroupInput>

/** The design of a model annotator as it is kept with it (`Annotator.llm`): what was decided, and of whom it was asked. */
export const ModelSettings = ModelInput.extend({
  provider: z.object({
    name: word(),
    kind: z.enum(['OPENAI_COMPATIBLE', 'ANTHROPIC', 'GOOGLE', 'EXTERNAL']),
    baseUrl: word(),
  }),
})
export type ModelSettings = z.output<typeof ModelSettings>
