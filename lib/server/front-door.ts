import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state'
import { AppError } from '@/lib/errors'
import { clientOf, readTrust } from '@/lib/http/client-address'
import { CLIENT_HEADER } from '@/lib/http/request-client'
import { answerHeaders } from './answer-headers'
import { bodyLimit } from './body-limits'

const ARRIVALS = 'http.server.request.start'

type Arrival = { request: IncomingMessage; response: ServerResponse; server: Server }
type Door = { mark?: string; servers: WeakSet<Server> }

const holder = globalThis as { evenhandDoor?: Door | undefined }

/**
 * Stands before Next at every HTTP server of this process, whatever started it: `npm start` has one of its own, `npx
 * next start` has Next's. Says whom a request comes from, and refuses what Next would answer with a failure.
 * @returns what takes it away again, for tests: other servers of their process are none of its
 * @throws Error when `TRUST_PROXY` cannot be read
 */
export function openFrontDoor(): () => void {
  if (holder.evenhandDoor) return () => undefined
  const trust = readTrust(process.env.TRUST_PROXY)
  const everywhere = new Headers(answerHeaders(process.env.NEXTAUTH_URL?.startsWith('https://') ?? false))
  const door = { mark: randomUUID(), servers: new WeakSet<Server>() }
  holder.evenhandDoor = door
  const meet = (message: unknown) => {
    const { request, response, server } = message as Arrival
    request.headers[CLIENT_HEADER] = `${door.mark} ${clientOf(request, trust)}`
    response.setHeaders(everywhere)
    if (!door.servers.has(server)) guard(server, door)
  }
  // Node tells of each request before any listener hears of it.
  subscribe(ARRIVALS, meet)
  return () => {
    unsubscribe(ARRIVALS, meet)
    holder.evenhandDoor = undefined
  }
}

/** Puts the check before the server's own listeners, which never hear of what is refused. */
function guard(server: Server, door: Door): void {
  door.servers.add(server)
  const listeners = server.listeners('request')
  server.removeAllListeners('request')
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const refusal = refuse(request)
    if (refusal) answerRefusal(response, refusal, request.url)
    else for (const listener of listeners) listener.call(server, request, response)
  })
}

function answerRefusal(response: ServerResponse, status: number, url: string | undefined): void {
  const text = status === 413 ? JSON.stringify(tooLarge(url)) : ''
  const type = text ? { 'content-type': 'application/problem+json' } : {}
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...type }).end(text)
}

function tooLarge(url: string | undefined) {
  const message = `What was sent is larger than ${bodyLimit(pathOf(url)) / 1024} kB.`
  return new AppError('too_large', pathOf(url) === '/api/uploads' ? {} : { message }).toProblem()
}

/** The status that a request is refused with at the door; null lets it in. */
export function refuse({ method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>): number | null {
  // No Request can be made with it, so Next fails before any code of ours.
  if (method === 'TRACE') return 405
  const path = pathOf(url)
  if (Number(headers['content-length'] ?? 0) > bodyLimit(path)) return 413
  // What does not say how long it is, is measured by our routes while they read it; before a page, Next reads it to its end.
  if (headers['transfer-encoding'] && !path.startsWith('/api/')) return 411
  return isRouterState(headers['next-router-state-tree']) ? null : 400
}

function pathOf(url = '/'): string {
  return url.split('?', 1)[0] ?? '/'
}

function isRouterState(header: string | string[] | undefined): boolean {
  try {
    parseAndValidateFlightRouterState(header)
    return true
  } catch {
    return false
  }
}
