import 'server-only'
import { z } from 'zod'
import { failureOf, filteredStatus, TimedOut } from './failure'
import { keyOf } from './load-provider'
import { type LanguageModel, openModel } from './open-model'
import type { ModelParameters } from './parameters'
import type { ModelProbe } from './probe'
import type { AskableProvider, Asked, Question, Reply } from './question'
import { splitThinking } from './split-thinking'

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
    const unsupported = result.warnings.flatMap((one) => (one.type === 'unsupported' ? [one.feature] : []))
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

type CallOptions = Parameters<LanguageModel['doGenerate']>[0]
type Generated = Awaited<ReturnType<LanguageModel['doGenerate']>>

/**
 * Through the package of its provider, not the library's `generateText`: that puts tools, steps, retries and telemetry around
 * the call, which are none of ours and take longer than the call's own work.
 */
async function generate(
  provider: AskableProvider,
  question: Question,
  key: string | null,
  abortSignal: AbortSignal,
): Promise<Generated> {
  const { messages, schema } = question
  const parameters = sentParameters(provider, question.model, question.parameters)
  const maxTokensName = probeOf(provider, question.model)?.maxTokensName ?? 'max_tokens'
  const { temperature, topP, seed, maxTokens, reasoningEffort } = parameters
  return openModel(provider, { model: question.model, key, maxTokensName }).doGenerate({
    prompt: promptOf(messages),
    ...(temperature !== null && { temperature }),
    ...(topP !== null && { topP }),
    ...(seed !== null && { seed }),
    ...(reasoningEffort !== null && { providerOptions: effortOptions(reasoningEffort) }),
    // What comes is taken as it is: whether it fits is for whoever reads the answer to say.
    ...(schema && { responseFormat: { type: 'json', schema, name: 'verdict' } as CallOptions['responseFormat'] }),
    ...{ maxOutputTokens: maxTokens, abortSignal },
  })
}

/** What is said to the system comes first, in one message. */
function promptOf(messages: Question['messages']): CallOptions['prompt'] {
  const system = messages.flatMap(({ role, content }) => (role === 'system' ? [content] : []))
  return [
    ...(system.length > 0 ? [{ role: 'system' as const, content: system.join('\n\n') }] : []),
    ...messages.flatMap(({ role, content }) =>
      role === 'user' ? [{ role, content: [{ type: 'text' as const, text: content }] }] : [],
    ),
  ]
}

function effortOptions(effort: NonNullable<ModelParameters['reasoningEffort']>) {
  return {
    provider: { reasoningEffort: effort },
    anthropic: { effort: effort === 'minimal' ? 'low' : effort },
    google: { thinkingConfig: { thinkingLevel: effort } },
  }
}

function replyOf({ content, finishReason, usage, response, providerMetadata }: Generated): Reply {
  const textOf = (kind: 'text' | 'reasoning') =>
    content.flatMap((part) => (part.type === kind ? [part.text] : [])).join('')
  const { text, thought } = splitThinking(textOf('text'))
  const reasoning = [textOf('reasoning'), thought].filter(Boolean).join('\n\n')
  const fingerprint = providerMetadata?.evenhand?.fingerprint
  return {
    ...{ text, reasoning: reasoning || null, finishReason: finishReason.unified, httpStatus: 200 },
    ...named(response ?? {}),
    fingerprint: typeof fingerprint === 'string' ? fingerprint : null,
    usage: {
      input: usage.inputTokens.total ?? null,
      cached: usage.inputTokens.cacheRead ?? null,
      output: usage.outputTokens.total ?? null,
      reasoning: usage.outputTokens.reasoning ?? null,
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
