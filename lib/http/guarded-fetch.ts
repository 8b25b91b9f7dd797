import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { addressKind } from './address-kind'

/** Why the guard did not fetch, or did not go on. */
export type Refusal = 'PROTOCOL' | 'ADDRESS' | 'PRIVATE_ADDRESS' | 'REDIRECT' | 'TOO_LARGE'

/** What the guard refused. Its message is for whoever typed the address. */
export class FetchRefused extends Error {
  constructor(
    readonly refusal: Refusal,
    message: string,
  ) {
    super(message)
    this.name = 'FetchRefused'
  }
}

type LookupAll = (
  host: string,
  options: { all: true; verbatim: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

export type Guard = {
  /** Whether addresses of this machine and its network may be asked. */
  allowPrivate: boolean
  /** What an answer may weigh. */
  maxBytes: number
  /** Asks for a name's addresses; the system does, unless a test stands in for it. */
  lookup?: LookupAll
}

/** Connections are kept for a moment, by what they were allowed to lead to. */
const KEPT = { keepAlive: true, timeout: 4000 }
const AGENTS = {
  'http:': { open: new HttpAgent(KEPT), closed: new HttpAgent(KEPT) },
  'https:': { open: new HttpsAgent(KEPT), closed: new HttpsAgent(KEPT) },
}

type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/**
 * A `fetch` for addresses that people type: it connects to the very address it has looked at, so that no name can mean
 * another one a moment later; all addresses of a name must be allowed. It follows no redirect and reads no more than it may.
 * The answer is there to its end when it returns.
 */
export function guardedFetch(guard: Guard): Fetch {
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('guardedFetch takes an address and what to send')
    const url = new URL(input)
    checkAddress(url, guard)
    const response = await send(url, init, guard)
    const { statusCode = 0, headers } = response
    if (statusCode >= 300 && statusCode < 400 && headers.location) {
      response.destroy()
      throw new FetchRefused(
        'REDIRECT',
        `${url.host} sends on to ${shown(headers.location, url)}, which is not followed.`,
      )
    }
    const body = await readBody(response, guard.maxBytes)
    const kept = new Headers()
    for (const [name, value] of Object.entries(headers)) for (const one of [value ?? []].flat()) kept.append(name, one)
    const hasBody = ![204, 205, 304].includes(statusCode)
    return new Response(hasBody ? new Uint8Array(body) : null, {
      status: Math.min(Math.max(statusCode, 200), 599),
      headers: kept,
    })
  }
}

/** Where a redirect leads, without what may be secret in it. */
function shown(location: string, from: URL): string {
  return URL.canParse(location, from) ? new URL(location, from).host : 'elsewhere'
}

/** @throws FetchRefused when an address is none that may be asked, as far as that shows in it */
export function checkAddress(url: URL, guard: Guard): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new FetchRefused('PROTOCOL', 'An address begins with https:// or http://.')
  const host = bare(url.hostname)
  // An address in figures is connected to without being looked up.
  if (isIP(host)) requireAllowed(host, [host], guard)
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '')
}

/** @throws FetchRefused when one of the addresses is none that may be asked */
function requireAllowed(host: string, addresses: readonly string[], { allowPrivate }: Guard): void {
  const kinds = addresses.map(addressKind)
  if (kinds.includes('NEVER') || kinds.length === 0)
    throw new FetchRefused('ADDRESS', `${host} leads to an address that is never asked: ${addresses.join(', ')}.`)
  if (kinds.includes('PRIVATE') && !allowPrivate)
    throw new FetchRefused(
      'PRIVATE_ADDRESS',
      `${host} leads to an address of this machine or network: ${addresses.join(', ')}.`,
    )
}

/** Looks a name up, and gives its addresses to the connection only when all of them may be asked. */
function checkedLookup(guard: Guard): LookupFunction {
  const ask: LookupAll = guard.lookup ?? systemLookup
  return (host, options, done) =>
    ask(host, { all: true, verbatim: true }, (error, found) => {
      if (error) return done(error, '')
      try {
        const addresses = found.map(({ address }) => address)
        requireAllowed(host, addresses, guard)
        const [first] = found
        if (options.all) done(null, found)
        else done(null, first?.address ?? '', first?.family)
      } catch (refused) {
        done(refused as NodeJS.ErrnoException, '')
      }
    })
}

/** What is sent; a file is read as it goes out, and its length stands in the headers. */
type Sent = Omit<RequestInit, 'body'> & { body?: RequestInit['body'] | Readable }

/** Sends a request to where it may lead; the answer's body is not read yet. */
export function send(
  url: URL,
  { method = 'GET', headers, body, signal }: Sent,
  guard: Guard,
): Promise<IncomingMessage> {
  const [protocol, ask] =
    url.protocol === 'https:' ? (['https:', httpsRequest] as const) : (['http:', httpRequest] as const)
  const agent = AGENTS[protocol][guard.allowPrivate ? 'open' : 'closed']
  const sent: Record<string, string> = {}
  new Headers(headers).forEach((value, name) => {
    sent[name] = value
  })
  if (typeof body === 'string') sent['content-length'] = String(Buffer.byteLength(body))
  else if (body && !(body instanceof Readable)) throw new TypeError('guardedFetch sends text')
  // What came compressed would have to be unpacked within bounds.
  sent['accept-encoding'] = 'identity'
  return new Promise((resolve, reject) => {
    const lookup = checkedLookup(guard)
    const request = ask(url, { method, headers: sent, lookup, signal: signal ?? undefined, agent })
    request.on('error', reject)
    request.on('response', resolve)
    if (!(body instanceof Readable)) return request.end(body ?? undefined)
    body.on('error', (error) => request.destroy(error))
    body.pipe(request)
  })
}

async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of response) {
    bytes += (part as Buffer).length
    if (bytes > maxBytes) {
      response.destroy()
      throw new FetchRefused('TOO_LARGE', `The answer is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB.`)
    }
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts)
}
