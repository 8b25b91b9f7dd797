import 'server-only'
import type { IncomingMessage } from 'node:http'
import { checkAddress, FetchRefused, send } from '@/lib/http/guarded-fetch'
import { version } from '@/package.json'
import { guardOf } from './receiver'
import { type Signed, signedHeaders } from './signature'

const TIMEOUT_MS = 15_000
/** What is kept of an answer. */
const KEPT_LETTERS = 1024

/** What came of sending a message once. */
export type Sent = {
  /** Null where nothing was answered, and then `problem` says why. */
  status: number | null
  answer: string | null
  problem: string | null
  /** After how many seconds the receiver wants to be tried again, where it says so. */
  retryAfter: number | null
  ms: number
}

/**
 * Sends a message to an address that somebody typed: through the guard that connects to nothing it has not looked at. No
 * redirect is followed, and of an answer its beginning is read. Never throws for what a receiver does.
 * @throws the signal's reason when it is aborted
 */
export async function sendMessage(
  address: string,
  message: Signed,
  secrets: readonly string[],
  signal: AbortSignal,
  timeoutMs = TIMEOUT_MS,
): Promise<Sent> {
  const began = performance.now()
  const done = (sent: Partial<Sent>): Sent => ({
    ...{ status: null, answer: null, problem: null, retryAfter: null },
    ...{ ...sent, ms: Math.round(performance.now() - began) },
  })
  const timeout = AbortSignal.timeout(timeoutMs)
  try {
    const url = new URL(address)
    checkAddress(url, guardOf(url))
    const headers = { 'content-type': 'application/json', 'user-agent': `Evenhand/${version}` }
    const response = await send(
      url,
      {
        ...{ method: 'POST', headers: { ...headers, ...signedHeaders(message, secrets) }, body: message.body },
        signal: AbortSignal.any([signal, timeout]),
      },
      guardOf(url),
    )
    const answer = await readBeginning(response)
    return done({ status: response.statusCode ?? 0, answer, retryAfter: secondsOf(response.headers['retry-after']) })
  } catch (error) {
    if (signal.aborted) throw signal.reason
    return done({ problem: timeout.aborted ? `No whole answer within ${timeoutMs / 1000} seconds.` : sayWhy(error) })
  }
}

async function readBeginning(response: IncomingMessage): Promise<string> {
  let read = ''
  for await (const part of response.setEncoding('utf8')) {
    read += part
    if (read.length >= KEPT_LETTERS) break
  }
  // What the database cannot hold says nothing: NUL, and half of a letter at the end.
  return read
    .slice(0, KEPT_LETTERS)
    .replaceAll('\0', '')
    .replace(/[\uD800-\uDBFF]$/, '')
}

function secondsOf(header: string | undefined): number | null {
  if (header === undefined) return null
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'Nobody answers at this address.',
  ECONNRESET: 'The connection was broken off.',
  ENOTFOUND: 'There is no such host.',
  EAI_AGAIN: 'The name of the host could not be looked up.',
}

function sayWhy(error: unknown): string {
  if (error instanceof FetchRefused) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  return REASONS[code ?? ''] ?? message.slice(0, 300)
}
