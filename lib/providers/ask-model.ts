import 'server-only'
import { type GenerateTextResult, generateText, type Output, type ToolSet } from 'ai'
import { z } from 'zod'
import { failureOf, filteredStatus, TimedOut } from './failure'
import { keyOf } from './load-provider'
import { openModel } from './open-model'
import type { ModelParameters } from './parameters'
import type { ModelProbe } from './probe'
import type { AskableProvider, Asked, JsonSchema, Question, Reply } from './question'
import { splitThinking } from './split-thinking'

// Said of every setting that a model does not know, on standard error: the test of a provider says it.
Object.assign(globalThis, { AI_SDK_LOG_WARNINGS: false })

/**
 * Asks a model once. Whatever comes of it is told, not thrown: a reply, whatever stands in it, or why there is none.
 *
 * @param signal ends the call; then its reason is thrown, and nobody knows whether the model has answered
 */
export async function askModel(provider: AskableProvider, question: Question, signal?: AbortSignal): Promise<Asked> {
  const { unsupported: _, ...asked } = await tryModelOnce(provider, question, signal)
  return asked
}

/** What is sent beside the text to this model: what was set, without what its test found to be refused. */
export function sentParameters(provider: AskableProvider, model: string, set: ModelParameters): ModelParameters {
  const probe = probeOf(provider, model)
  if (!probe) return set
  const kept = { ...set }
  for (const name of ['temperature', 'topP', 'seed', 'reasoningEffort'] as const)
    if (probe[name] === false) kept[name] = null
  return kept
}

function probeOf({ probed }: AskableProvider, model: string): ModelProbe | undefined {
  return probed.find((one) => one.model === model && one.problem === null)
}

/** As `askModel`, and tells which settings the library knows the model to have no use for. */
export async function tryModelOnce(
  provider: AskableProvider,
  question: Question,
  signal?: AbortSignal,
): Promise<Asked & { unsupported: string[] }> {
  const key = keyOf(provider)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(timedOut(provider)), provider.timeoutSeconds * 1000)
  const stop = () => ending.abort(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  try {
    signal?.throwIfAborted()
    const result = await generate(provider, question, key, ending.signal)
    const unsupported = (result.warnings ?? []).flatMap((one) => (one.type === 'unsupported' ? [one.feature] : []))
    return { reply: replyOf(result), unsupported }
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    const status = filteredStatus(error)
    if (status !== null) return { reply: { ...FILTERED, httpStatus: status }, unsupported: [] }
    const ended = ending.signal.aborted ? ending.signal.reason : error
    return { failure: failureOf(ended, key), unsupported: [] }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

function timedOut({ timeoutSeconds }: AskableProvider): TimedOut {
  return new TimedOut(`No answer within ${timeoutSeconds} s.`)
}

function generate(provider: AskableProvider, question: Question, key: string | null, abortSignal: AbortSignal) {
  const { messages, schema } = question
  const parameters = sentParameters(provider, question.model, question.parameters)
  const maxTokensName = probeOf(provider, question.model)?.maxTokensName ?? 'max_tokens'
  const { temperature, topP, seed, maxTokens, reasoningEffort } = parameters
  const system = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : []))
  return generateText({
    model: openModel(provider, { model: question.model, key, maxTokensName }),
    messages: messages.flatMap(({ role, content }) => (role === 'user' ? [{ role, content }] : [])),
    ...(system.length > 0 && { system: system.join('\n\n') }),
    ...(temperature !== null && { temperature }),
    ...(topP !== null && { topP }),
    ...(seed !== null && { seed }),
    ...(reasoningEffort !== null && { providerOptions: effortOptions(reasoningEffort) }),
    ...(schema && { output: asWritten(schema) }),
    ...{ maxOutputTokens: maxTokens, maxRetries: 0, abortSignal },
  })
}

function effortOptions(effort: NonNullable<ModelParameters['reasoningEffort']>) {
  return {
    provider: { reasoningEffort: effort },
    anthropic: { effort: effort === 'minimal' ? 'low' : effort },
    google: { thinkingConfig: { thinkingLevel: effort } },
  }
}

type Format = Awaited<Output.Output['responseFormat']>

/** Asks for JSON of a shape and takes what comes as it is: whether it fits is for whoever reads the answer to say. */
function asWritten(schema: JsonSchema): Output.Output<string, string> {
  return {
    name: 'as written',
    responseFormat: Promise.resolve({ type: 'json', schema, name: 'verdict' } as Format),
    parseCompleteOutput: async ({ text }) => text,
    parsePartialOutput: async () => undefined,
    createElementStreamTransform: () => undefined,
  }
}

type Generated = GenerateTextResult<ToolSet, Output.Output<string, string>>

function replyOf(
  result: Pick<Generated, 'text' | 'reasoningText' | 'finishReason' | 'usage' | 'response' | 'providerMetadata'>,
): Reply {
  const { text, thought } = splitThinking(result.text)
  const reasoning = [result.reasoningText, thought].filter(Boolean).join('\n\n')
  const { usage, response, providerMetadata } = result
  const fingerprint = providerMetadata?.evenhand?.fingerprint
  return {
    ...{ text, reasoning: reasoning || null, finishReason: result.finishReason, httpStatus: 200 },
    ...named(response),
    fingerprint: typeof fingerprint === 'string' ? fingerprint : null,
    usage: {
      input: usage.inputTokens ?? null,
      cached: usage.inputTokenDetails.cacheReadTokens ?? null,
      output: usage.outputTokens ?? null,
      reasoning: usage.outputTokenDetails.reasoningTokens ?? null,
    },
  }
}

const Named = z.object({
  id: z.string().nullish(),
  model: z.string().nullish(),
  modelVersion: z.string().nullish(),
  responseId: z.string().nullish(),
})

/** Who answered, by the body itself: the library puts the model that was asked for where the answer names none. */
function named({ body }: { body?: unknown }): Pick<Reply, 'servedModel' | 'responseId'> {
  const read = Named.safeParse(body)
  if (!read.success) return { servedModel: null, responseId: null }
  const { id, model, modelVersion, responseId } = read.data
  return { servedModel: model ?? modelVersion ?? null, responseId: id ?? responseId ?? null }
}

const FILTERED: Omit<Reply, 'httpStatus'> = {
  ...{ text: '', reasoning: null, finishReason: 'content-filter' },
  ...{ servedModel: null, fingerprint: null, responseId: null },
  usage: { input: null, cached: null, output: null, reasoning: null },
}
