import 'server-only'
import type { Access, SiteAccess } from '@/lib/auth/access'
import type { StudyInput } from '@/lib/designs/schema'
import type { ModelInput } from '@/lib/models/design'
import { buildRequest } from '@/lib/models/request'
import { ordersOf } from '@/lib/models/slots'
import type { ModelPrice } from '@/lib/providers/costs'
import { priceOf } from '@/lib/providers/prices'
import { type DraftSlot, draftSlots } from './draft-slots'
import { leastSeconds } from './least-seconds'
import { worstCaseOf } from './worst-case'

/** Items of which the tokens are counted: their mean stands for all. */
const SAMPLE = 60

/** Tokenizers differ: of one text, others count from this much less to this much more than the one we have. */
const FEWER = 0.8
const MORE = 1.3

/** Tokens of an answer, from short to long: a verdict alone, and one after a few sentences of reasons. */
const VERDICT = { low: 2, high: 12 }
const REASON = { low: 60, high: 400 }

export type Range = { low: number; high: number }

/** What a model of a draft will come to. Nothing is rounded; nanos are null where no price is known. */
export type ModelEstimate = {
  items: number
  calls: number
  input: Range
  output: Range
  tokens: Range
  nanos: Range | null
  /** If every answer takes all the room it has. */
  most: { tokens: number; nanos: number | null }
  currency: string | null
  /** Whether the budgets hold the high end. */
  fits: boolean
  /** At the provider's rate a minute, at least; null where it has none. */
  seconds: number | null
  /** Items that were counted; none where the draft has no responses yet. */
  counted: number
}

/** Estimates what the models of a draft will be sent and what that costs, as ranges, before anything is asked. */
export async function estimateModels(
  _access: Access<'study:design'> | Access<'study:read'> | SiteAccess<'providers:use'>,
  design: StudyInput,
  models: readonly ModelInput[],
): Promise<ModelEstimate[]> {
  return Promise.all(models.map((model) => estimateOne(design, model)))
}

async function estimateOne(design: StudyInput, model: ModelInput): Promise<ModelEstimate> {
  const [{ items, drawn }, price] = await Promise.all([
    draftSlots(design, model, SAMPLE),
    priceOf(model.providerId, model.model, new Date()),
  ])
  const { countTokens } = await import('gpt-tokenizer')
  const sizes = drawn.map((slot) => sizeOf(slot, model, countTokens))
  const calls = items * ordersOf(model, design.protocol === 'RATING') * (1 + model.repeats)
  const mean = (of: (size: (typeof sizes)[number]) => number) =>
    (sizes.reduce((sum, size) => sum + of(size), 0) / Math.max(1, sizes.length)) * calls
  const input = { low: FEWER * mean(({ input }) => input), high: MORE * mean(({ input }) => input) }
  const output = { low: mean(({ output }) => output.low), high: mean(({ output }) => output.high) }
  const tokens = { low: input.low + output.low, high: input.high + output.high }
  const nanos = price && {
    low: costOfAll(price, input.low, output.low),
    high: costOfAll(price, input.high, output.high),
  }
  const most = {
    tokens: mean(({ worst }) => worst),
    nanos:
      price &&
      costOfAll(
        price,
        mean(({ worst }) => worst) - calls * model.parameters.maxTokens,
        calls * model.parameters.maxTokens,
      ),
  }
  const fits =
    (model.tokenBudget === null || tokens.high <= model.tokenBudget) &&
    (model.moneyBudget === null || (nanos !== null && nanos.high <= model.moneyBudget * 1e9))
  const counts = { items, calls, counted: sizes.length, currency: price?.currency ?? null }
  const seconds = await leastSeconds(model.providerId, { calls, tokens: most.tokens })
  return { ...counts, input, output, tokens, nanos, most, fits, seconds }
}

type Count = (text: string) => number

function sizeOf({ shown }: DraftSlot, model: ModelInput, count: Count) {
  const request = buildRequest(shown, model, '0'.repeat(32))
  const asked = request.offered.asked.length
  const { maxTokens } = model.parameters
  // Nobody knows how long a model thinks to itself.
  const reasons = model.reason === 'FIRST' ? REASON : { low: 0, high: 0 }
  const high = model.parameters.reasoningEffort === null ? reasons.high + VERDICT.high * asked : maxTokens
  return {
    input: request.messages.reduce((sum, { content }) => sum + count(content), 0),
    output: { low: Math.min(maxTokens, reasons.low + VERDICT.low * asked), high: Math.min(maxTokens, high) },
    worst: worstCaseOf(request, model.parameters, null).tokens,
  }
}

function costOfAll({ inputNanos, outputNanos }: ModelPrice, input: number, output: number): number {
  return input * Number(inputNanos) + output * Number(outputNanos)
}
