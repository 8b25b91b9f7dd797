import 'server-only'
import { tryModelOnce } from './ask-model'
import { withProbed } from './load-provider'
import { ModelParameters } from './parameters'
import type { ModelProbe } from './probe'
import type { AskableProvider, Failure, JsonSchema, Question } from './question'

/** Room enough for a model that thinks before a short answer. */
const ROOM = 1024
const ASKED =
  'Which of these two words is a colour: “green” or “seven”? Answer with A for the first or B for the second, and nothing else.'

const SCHEMA: JsonSchema = {
  ...{ type: 'object', properties: { verdict: { type: 'string', enum: ['A', 'B'] } } },
  ...{ required: ['verdict'], additionalProperties: false },
}

/** What is tried with a model, each by itself where all at once are refused. */
const SETTINGS = { temperature: 0, topP: 0.9, seed: 7, reasoningEffort: 'low' } as const
type Setting = keyof typeof SETTINGS

/** What ends a test before it is done: somebody who gave it up, which throws, or its time, which leaves what was found. */
type Ends = { signal?: AbortSignal | undefined; time: AbortSignal }

/** Tries one model with calls as small as can be: whether it answers, and what it takes. */
export async function probeModel(provider: AskableProvider, model: string, ends: Ends): Promise<ModelProbe> {
  const blank = blankProbe(model)
  const began = performance.now()
  const first = await askPlainly(provider, blank, ends)
  const found = { ...blank, maxTokensName: first.maxTokensName, milliseconds: Math.round(performance.now() - began) }
  if (first.failure) return { ...found, problem: first.failure.message }
  const { reply } = first
  const known = {
    ...found,
    servedModel: reply.servedModel?.slice(0, 300) ?? null,
    reportsUsage: reply.usage.input !== null && reply.usage.output !== null,
    reportsFingerprint: reply.fingerprint !== null,
  }
  const asker = askerOf(provider, known, ends)
  const sampling = await trySettings(asker, ['temperature', 'topP', 'seed'])
  const effort = await trySettings(asker, ['reasoningEffort'])
  return { ...known, ...sampling, ...effort, schema: await trySchema(asker) }
}

function blankProbe(model: string): ModelProbe {
  return {
    ...{ model, testedAt: new Date().toISOString(), problem: null, servedModel: null, milliseconds: 0 },
    ...{ maxTokensName: 'max_tokens', temperature: null, topP: null, seed: null, reasoningEffort: null, schema: null },
    ...{ reportsUsage: false, reportsFingerprint: false },
  }
}

type Changes = { parameters?: Partial<ModelParameters>; schema?: JsonSchema }
type Asker = (changes: Changes) => ReturnType<typeof tryModelOnce>

const OUT_OF_TIME: Failure = {
  ...{ kind: 'WAIT', status: null, retryAfterMs: null },
  message: 'The time of the test was over before it answered.',
}

function askerOf(provider: AskableProvider, probe: ModelProbe, { signal, time }: Ends): Asker {
  // Asked as it will be: with the name for its room that it takes.
  const known = withProbed(provider, [probe])
  return async ({ parameters = {}, schema }) => {
    const question: Question = {
      ...{ model: probe.model, messages: [{ role: 'user', content: ASKED }], schema: schema ?? null },
      parameters: ModelParameters.parse({ maxTokens: ROOM, ...parameters }),
    }
    try {
      return await tryModelOnce(known, question, signal ? AbortSignal.any([signal, time]) : time)
    } catch (error) {
      if (signal?.aborted || !time.aborted) throw error
      return { failure: OUT_OF_TIME, unsupported: [] }
    }
  }
}

/** With `max_tokens`, and where that is refused with the name that newer models want. */
async function askPlainly(provider: AskableProvider, blank: ModelProbe, ends: Ends) {
  const first = await askerOf(provider, blank, ends)({})
  const isRefused = first.failure?.kind === 'STOP' && [400, 422].includes(first.failure.status ?? 0)
  if (provider.kind === 'OPENAI_COMPATIBLE' && isRefused) {
    const maxTokensName = 'max_completion_tokens' as const
    const second = await askerOf(provider, { ...blank, maxTokensName }, ends)({})
    if (second.reply) return { ...second, maxTokensName }
  }
  return { ...first, maxTokensName: blank.maxTokensName }
}

/** All at once, and where they are refused each by itself. */
async function trySettings(ask: Asker, names: readonly Setting[]): Promise<Partial<Record<Setting, boolean | null>>> {
  const parameters = Object.fromEntries(names.map((name) => [name, SETTINGS[name]]))
  const { reply, failure, unsupported } = await ask({ parameters })
  const isIgnored = (name: Setting) => unsupported.includes(name)
  const isAlone = names.length === 1
  // Of two that exclude each other one is left out, which each would not be by itself.
  if (reply && (isAlone || !names.some(isIgnored)))
    return Object.fromEntries(names.map((name) => [name, !isIgnored(name)]))
  if (failure && !isRefusal(failure)) return Object.fromEntries(names.map((name) => [name, null]))
  if (isAlone) return Object.fromEntries(names.map((name) => [name, false]))
  const each = []
  for (const name of names) each.push(await trySettings(ask, [name]))
  return Object.assign({}, ...each)
}

/** A refusal of what was sent, which tells something of it; trouble on the way does not. */
function isRefusal({ kind, status }: { kind: string; status: number | null }): boolean {
  return kind === 'STOP' && [400, 404, 422].includes(status ?? 0)
}

/** Whether the answer keeps to a schema that allows two letters. */
async function trySchema(ask: Asker): Promise<boolean | null> {
  const { reply, failure } = await ask({ schema: SCHEMA })
  if (!reply) return isRefusal(failure) ? false : null
  try {
    const read: unknown = JSON.parse(reply.text)
    const verdict = (read as { verdict?: unknown } | null)?.verdict
    return verdict === 'A' || verdict === 'B'
  } catch {
    return false
  }
}
