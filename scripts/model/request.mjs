import { z } from 'zod'
import { CONTEXT_TOKENS, MODEL_NAME } from './settings.mjs'

/** What a request got wrong, with the status and the words that it is answered with. */
export class RequestError extends Error {
  /** @param {number} status @param {string} type @param {string} message @param {string | null} [code] */
  constructor(status, type, message, code = null) {
    super(message)
    this.status = status
    this.type = type
    this.code = code
  }
}

/** @param {number} tokens */
export function tooLong(tokens) {
  return new RequestError(
    400,
    'invalid_request_error',
    `This model's maximum context length is ${CONTEXT_TOKENS} tokens. However, your messages resulted in ${tokens} tokens. Please reduce the length of the messages.`,
    'context_length_exceeded',
  )
}

const Schema = z.record(z.string(), z.unknown())

const Content = z.union([
  z.string(),
  z
    .array(z.object({ type: z.literal('text'), text: z.string() }))
    .transform((parts) => parts.map(({ text }) => text).join('')),
])

/** A request as the field sends it; what is in none of these is not looked at. */
const Body = z.object({
  model: z.string(),
  messages: z
    .array(z.object({ role: z.enum(['system', 'user', 'assistant']), content: Content }))
    .min(1)
    .max(1000),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  seed: z.number().int().nullish(),
  max_tokens: z.number().int().min(1).nullish(),
  max_completion_tokens: z.number().int().min(1).nullish(),
  n: z.literal(1).nullish(),
  stream: z.literal(false).nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_schema'), json_schema: z.object({ schema: Schema }) }),
    ])
    .nullish(),
})

/**
 * @typedef {{
 *   messages: { role: 'system' | 'user' | 'assistant', content: string }[], temperature: number, topP: number,
 *   seed: number | null, maxTokens: number, schema: Record<string, unknown> | null,
 * }} Given what is asked of the model
 */

/** @param {string} text @returns {Given} @throws {RequestError} */
export function readRequest(text) {
  const { success, data: body, error } = Body.safeParse(parse(text))
  if (!success) {
    const [issue] = error.issues
    throw new RequestError(400, 'invalid_request_error', `${issue?.path.join('.') || 'body'}: ${issue?.message}`)
  }
  if (body.model !== MODEL_NAME)
    throw new RequestError(
      404,
      'invalid_request_error',
      `The model ${body.model} does not exist here. ${MODEL_NAME} does.`,
      'model_not_found',
    )
  return {
    messages: body.messages,
    temperature: body.temperature ?? 1,
    topP: body.top_p ?? 1,
    seed: body.seed ?? null,
    maxTokens: body.max_completion_tokens ?? body.max_tokens ?? CONTEXT_TOKENS,
    schema: body.response_format?.type === 'json_schema' ? body.response_format.json_schema.schema : null,
  }
}

/** @param {string} text @returns {unknown} */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    throw new RequestError(400, 'invalid_request_error', 'The body is no JSON.')
  }
}
