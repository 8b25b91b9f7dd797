/** What the scripted model says, whichever provider's shape it is put into. */
export type Said = {
  text: string
  reasoning?: string
  /** As an OpenAI-compatible server says it: `stop`, `length`, `content_filter`. */
  finish?: string
  /** By whom it claims to be answered; else by the model that was asked for. */
  model?: string
  /** Null: nothing is told of it. */
  usage?: { input: number; output: number; cached?: number; reasoning?: number } | null
  /** In a field of its own, as OpenAI does it. */
  refusal?: string
  fingerprint?: string
  latencyMs?: number
}

type Asked = { number: number; path: string; json: { [key: string]: unknown } | undefined }

const lengthOf = ({ json }: Asked) => Math.ceil(JSON.stringify(json?.messages ?? json?.contents ?? '').length / 4)
const usageOf = (said: Said, asked: Asked) =>
  said.usage === undefined ? { input: lengthOf(asked), output: Math.ceil(said.text.length / 4) + 1 } : said.usage

export function openAiShape(said: Said, asked: Asked): unknown {
  const { text, reasoning, refusal, finish = 'stop', fingerprint = 'fp_scripted' } = said
  const usage = usageOf(said, asked)
  const message = {
    ...{ role: 'assistant', content: text },
    ...(reasoning !== undefined && { reasoning_content: reasoning }),
    ...(refusal !== undefined && { refusal }),
  }
  return {
    ...{ id: `chatcmpl-${asked.number}`, object: 'chat.completion', created: 1_700_000_000 },
    model: said.model ?? asked.json?.model,
    system_fingerprint: fingerprint,
    choices: [{ index: 0, message, finish_reason: finish }],
    ...(usage && {
      usage: {
        ...{ prompt_tokens: usage.input, completion_tokens: usage.output, total_tokens: usage.input + usage.output },
        ...(usage.cached !== undefined && { prompt_tokens_details: { cached_tokens: usage.cached } }),
        ...(usage.reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: usage.reasoning } }),
      },
    }),
  }
}

const ANTHROPIC_ENDS: Record<string, string> = { stop: 'end_turn', length: 'max_tokens', content_filter: 'refusal' }

export function anthropicShape(said: Said, asked: Asked): unknown {
  const { input, output, cached } = { cached: 0, ...(usageOf(said, asked) ?? { input: 0, output: 0 }) }
  return {
    ...{ id: `msg_${asked.number}`, type: 'message', role: 'assistant', model: said.model ?? asked.json?.model },
    content: [
      ...(said.reasoning === undefined ? [] : [{ type: 'thinking', thinking: said.reasoning, signature: 'scripted' }]),
      ...(said.text === '' ? [] : [{ type: 'text', text: said.text }]),
    ],
    stop_reason: ANTHROPIC_ENDS[said.refusal === undefined ? (said.finish ?? 'stop') : 'content_filter'],
    stop_sequence: null,
    usage: { input_tokens: input - cached, output_tokens: output, cache_read_input_tokens: cached },
  }
}

const GOOGLE_ENDS: Record<string, string> = { stop: 'STOP', length: 'MAX_TOKENS', content_filter: 'SAFETY' }

export function googleShape(said: Said, asked: Asked): unknown {
  const usage = usageOf(said, asked)
  const parts = [
    ...(said.reasoning === undefined ? [] : [{ text: said.reasoning, thought: true }]),
    ...(said.text === '' ? [] : [{ text: said.text }]),
  ]
  const finishReason = GOOGLE_ENDS[said.refusal === undefined ? (said.finish ?? 'stop') : 'content_filter']
  return {
    candidates: [{ content: { role: 'model', parts }, finishReason, index: 0 }],
    modelVersion: said.model ?? /models\/([^:]+):/.exec(asked.path)?.[1],
    responseId: `google-${asked.number}`,
    ...(usage && {
      usageMetadata: {
        ...{ promptTokenCount: usage.input, candidatesTokenCount: usage.output },
        ...{ totalTokenCount: usage.input + usage.output, cachedContentTokenCount: usage.cached ?? 0 },
        ...(usage.reasoning !== undefined && { thoughtsTokenCount: usage.reasoning }),
      },
    }),
  }
}
