import type { ModelRequest } from '@/lib/models/request'
import { type ModelPrice, worstCostOf } from '@/lib/providers/costs'
import type { ModelParameters } from '@/lib/providers/parameters'

/** What a chat's frame may take beside its text, in tokens. */
const FRAME = 64

/** What a call can use at most: of whatever tokenizer, a token is a byte of text at least. Nanos are null without a price. */
export type WorstCase = { tokens: number; nanos: bigint | null }

export function worstCaseOf(
  { messages, schema }: Pick<ModelRequest, 'messages' | 'schema'>,
  { maxTokens }: Pick<ModelParameters, 'maxTokens'>,
  price: ModelPrice | null,
): WorstCase {
  const texts = [...messages.map(({ content }) => content), schema ? JSON.stringify(schema) : '']
  const input = texts.reduce((sum, text) => sum + Buffer.byteLength(text), FRAME)
  return { tokens: input + maxTokens, nanos: price && worstCostOf(price, input, maxTokens) }
}
