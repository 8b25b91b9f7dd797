import 'server-only'
import { z } from 'zod'
import { cleanWords, failureOf, TimedOut } from './failure'
import { keyOf } from './load-provider'
import { providerFetch } from './open-model'
import { MOST_LISTED } from './probe'
import type { AskableProvider } from './question'

const Listed = z.object({
  data: z.array(z.object({ id: z.string() })).optional(),
  models: z.array(z.object({ name: z.string() })).optional(),
})

type Found = { models: string[]; problem: null } | { models: null; problem: string }

/** A list is there at once or not at all. */
const LIST_SECONDS = 30

/**
 * The models that a provider lists, by name; or why there are none, in words.
 * @param signal gives it up: its reason is thrown
 */
export async function listModels(provider: AskableProvider, signal?: AbortSignal): Promise<Found> {
  const key = keyOf(provider)
  const ending = new AbortController()
  const timer = setTimeout(() => ending.abort(), LIST_SECONDS * 1000)
  try {
    const headers = { accept: 'application/json', ...authOf(provider, key) }
    const answer = await providerFetch()(`${provider.baseUrl}/models${pageOf(provider)}`, {
      headers,
      signal: signal ? AbortSignal.any([signal, ending.signal]) : ending.signal,
    })
    const text = await answer.text()
    if (!answer.ok) return { models: null, problem: refusalOf(answer.status, text, key) }
    const read = Listed.safeParse(parse(text))
    if (!read.success) return { models: null, problem: 'What it answered with is no list of models.' }
    const { data = [], models = [] } = read.data
    const names = [...data.map(({ id }) => id), ...models.map(({ name }) => name.replace(/^models\//, ''))]
    const kept = [...new Set(names)].filter((name) => name.length > 0 && name.length <= 200)
    return { models: kept.toSorted().slice(0, MOST_LISTED), problem: null }
  } catch (error) {
    if (signal?.aborted) throw signal.reason
    const ended = ending.signal.aborted ? new TimedOut(`No list of models within ${LIST_SECONDS} seconds.`) : error
    return { models: null, problem: failureOf(ended, key).message }
  } finally {
    clearTimeout(timer)
  }
}

function authOf({ kind }: AskableProvider, key: string | null): Record<string, string> {
  if (kind === 'ANTHROPIC') return { 'anthropic-version': '2023-06-01', ...(key !== null && { 'x-api-key': key }) }
  if (key === null) return {}
  return kind === 'GOOGLE' ? { 'x-goog-api-key': key } : { authorization: `Bearer ${key}` }
}

function pageOf({ kind }: AskableProvider): string {
  return { OPENAI_COMPATIBLE: '', ANTHROPIC: '?limit=1000', GOOGLE: '?pageSize=1000' }[kind]
}

function refusalOf(status: number, text: string, key: string | null): string {
  const read = z.object({ error: z.object({ message: z.string() }) }).safeParse(parse(text))
  const words = read.success ? cleanWords(read.data.error.message, key) : ''
  return words ? `HTTP status ${status}: ${words}` : `HTTP status ${status}.`
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
