import { APICallError } from 'ai'
import { z } from 'zod'
import { FetchRefused } from '@/lib/http/guarded-fetch'
import { withoutSecrets } from '@/lib/log'
import type { Failure } from './question'

/** Of a provider's words, this many characters at most are kept. */
const MOST_WORDS = 500

/** What the time-out of a call ends it with. */
export class TimedOut extends Error {}

const Refused = z.object({
  error: z.union([
    z.string(),
    z.object({
      message: z.string().optional(),
      type: z.string().nullish(),
      code: z.union([z.string(), z.number()]).nullish(),
      details: z.array(z.object({ retryDelay: z.string().optional() })).optional(),
    }),
  ]),
})

/** What a provider's answer says beside its status. */
type Said = { message: string; codes: string; retryDelay: string | undefined }

/** Connections that a person has to mend: no such host, a certificate that does not hold. */
const MISTAKEN =
  /^(ENOTFOUND|EPROTO|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_INVALID_URL|HOSTNAME_)/

const TOO_LONG =
  /context[ _](length|window|size)|maximum context|prompt is too long|exceed\w* (the )?(maximum|available|model)|input token count|too many (input )?tokens|reduce the length/i

/**
 * Why a call brought nothing back, of whatever it ended with: nothing of what was sent, and no key, is in it.
 * @param key the key that was sent, which a provider may have put into its words
 */
export function failureOf(error: unknown, key: string | null): Failure {
  if (error instanceof TimedOut) return plain('WAIT', error.message)
  const refused = findCause(error, (cause) => cause instanceof FetchRefused)
  if (refused instanceof FetchRefused) return plain('STOP', adviceOn(refused))
  if (APICallError.isInstance(error) && error.statusCode !== undefined)
    return failureOfAnswer(error, error.statusCode, key)
  if (error instanceof Error && error.name === 'AI_InvalidResponseDataError')
    return unreadable({}, { status: 200, words: '' })
  const code = codeOf(error)
  if (code) return plain(MISTAKEN.test(code) ? 'STOP' : 'WAIT', `No answer: ${connectionWords(code)} (${code}).`)
  // What a library says of what it could not send or read; it may quote it.
  return plain('STOP', `The call could not be made: ${error instanceof Error ? error.name : 'unknown failure'}.`)
}

function plain(kind: Failure['kind'], message: string): Failure {
  return { kind, status: null, message, retryAfterMs: null }
}

function adviceOn({ refusal, message }: FetchRefused): string {
  if (refusal === 'PRIVATE_ADDRESS')
    return `${message} To allow it, set MODEL_PRIVATE_ADDRESSES=true where Evenhand is started.`
  if (refusal === 'REDIRECT') return `${message} Enter the address itself in the provider's form.`
  return message
}

function failureOfAnswer(error: APICallError, status: number, key: string | null): Failure {
  const said = readSaid(error.responseBody)
  const words = cleanWords(said.message, key)
  if (status < 300) return unreadable(error.responseHeaders ?? {}, { status, words })
  const told = { status, message: words || `HTTP status ${status}, without words.` }
  const retryAfterMs = readRetryAfter(error.responseHeaders ?? {}, said.retryDelay)
  const isSpent = /insufficient_quota|billing/i.test(said.codes)
  const mayRecover = status === 408 || status === 425 || status === 429 || status >= 500
  if (mayRecover && !isSpent) return { kind: 'WAIT', ...told, retryAfterMs }
  const isTooLong =
    [400, 413, 422].includes(status) && (status === 413 || TOO_LONG.test(`${said.codes} ${said.message}`))
  return { kind: isTooLong ? 'TOO_LONG' : 'STOP', ...told, retryAfterMs: null }
}

/** A success whose body is not what it should be: cut or garbled, which may pass, or the page of another site, which will not. */
function unreadable(headers: Record<string, string>, { status, words }: { status: number; words: string }): Failure {
  const isPage = headers['content-type']?.includes('text/html') ?? false
  const message = isPage
    ? 'The address answers with a web page, not as a provider does: look at the base URL.'
    : words || 'The answer was not the JSON that this kind of provider sends.'
  return { kind: isPage ? 'STOP' : 'WAIT', status, message, retryAfterMs: null }
}

/** The status of a call that a filter refused for what it found in it, which is what the model did, no failure; else null. */
export function filteredStatus(error: unknown): number | null {
  if (!APICallError.isInstance(error)) return null
  // Google answers so when its filter lets no candidate through.
  if (error.statusCode === 200) return /"blockReason"\s*:/.test(error.responseBody ?? '') ? 200 : null
  const { codes } = readSaid(error.responseBody)
  const isFiltered = /content_filter|content_policy|ResponsibleAIPolicyViolation/i.test(codes)
  return error.statusCode === 400 && isFiltered ? 400 : null
}

function readSaid(body: string | undefined): Said {
  const none = { message: '', codes: '', retryDelay: undefined }
  try {
    const parsed: unknown = JSON.parse(body ?? '')
    // Google's errors come as a list from some addresses.
    const read = Refused.safeParse(Array.isArray(parsed) ? parsed[0] : parsed)
    if (!read.success) return none
    const { error } = read.data
    if (typeof error === 'string') return { ...none, message: error }
    const retryDelay = error.details?.find((detail) => detail.retryDelay)?.retryDelay
    return { message: error.message ?? '', codes: `${error.type ?? ''} ${error.code ?? ''}`, retryDelay }
  } catch {
    return none
  }
}

/** A provider's words on one line, without keys and controls, and not for ever. */
export function cleanWords(words: string, key: string | null): string {
  const line = words.replace(/[\p{C}\s]+/gu, ' ').trim()
  const without = withoutSecrets(key ? line.replaceAll(key, '[key]') : line)
  return without.length > MOST_WORDS ? `${without.slice(0, MOST_WORDS)}…` : without
}

/** How long a provider wants to be left alone: seconds, milliseconds or a moment, whatever their length. */
function readRetryAfter(headers: Record<string, string>, retryDelay: string | undefined): number | null {
  const milliseconds = Number(headers['retry-after-ms'] ?? Number.NaN)
  if (milliseconds >= 0) return milliseconds
  const said = headers['retry-after'] ?? retryDelay?.replace(/s$/, '')
  if (said === undefined) return null
  if (Number(said) >= 0) return Math.ceil(Number(said) * 1000)
  const until = Date.parse(said)
  return Number.isNaN(until) ? null : Math.max(until - Date.now(), 0)
}

function connectionWords(code: string): string {
  if (code === 'ENOTFOUND') return 'no host has this name'
  if (code === 'ECONNREFUSED') return 'nothing listens at this address'
  if (MISTAKEN.test(code)) return 'the connection cannot be trusted or understood'
  return 'the connection broke'
}

function codeOf(error: unknown): string | undefined {
  const found = findCause(error, (cause) => typeof (cause as { code?: unknown }).code === 'string')
  return (found as { code?: string } | undefined)?.code
}

function findCause(error: unknown, is: (cause: object) => boolean): unknown {
  // Never further than any library nests them.
  for (let cause = error, depth = 0; cause && typeof cause === 'object' && depth < 8; depth++) {
    if (is(cause)) return cause
    cause = (cause as { cause?: unknown }).cause
  }
  return undefined
}
