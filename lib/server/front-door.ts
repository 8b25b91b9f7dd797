import { randomUUID } from 'node:crypto'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { parseAndValidateFlightRouterState } from 'next/dist/server/app-render/parse-and-validate-flight-router-state'
import { AppError, type Problem } from '@/lib/errors'
import { clientOf, networkOf, readTrust, type Trust } from '@/lib/http/client-address'
import { CLIENT_HEADER } from '@/lib/http/request-client'
import { log, loggedPath } from '@/lib/log'
import { makeRequestId, REQUEST_ID_HEADER, requestId, withRequestId } from '@/lib/request-id'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { answerHeaders } from './answer-headers'
import { arrivalPath } from './arrival-path'
import { bodyLimit } from './body-limits'
import { isFromHere } from './same-origin'
import { answerStraight } from './straight'
import { whenHere } from './when-here'

const ARRIVALS = 'http.server.request.start'

type Arrival = { request: IncomingMessage; response: ServerResponse; server: Server }
type Door = { mark: string; trust: Trust; home: string | undefined; servers: WeakSet<Server> }

const holder = globalThis as { evenhandDoor?: Door | undefined }

/**
 * Stands before Next at every HTTP server of this process, whatever started it: `npm start` has one of its own, `npx
 * next start` has Next's. Says whom a request comes from, and refuses what a page of another site had a browser send, and
 * what Next would answer with a failure. Names each request, in its answer and in all that is logged meanwhile. Verdicts it
 * answers itself.
 * @returns what takes it away again, for tests: other servers of their process are none of its
 * @throws Error when `TRUST_PROXY` cannot be read
 */
export function openFrontDoor(): () => void {
  if (holder.evenhandDoor) return () => undefined
  const home = process.env.NEXTAUTH_URL
  const door: Door = { mark: randomUUID(), trust: readTrust(process.env.TRUST_PROXY), home, servers: new WeakSet() }
  const everywhere = new Headers(answerHeaders(home?.startsWith('https://') ?? false))
  holder.evenhandDoor = door
  const meet = (message: unknown) => {
    const { request, response, server } = message as Arrival
    request.headers[CLIENT_HEADER] = `${door.mark} ${clientOf(request, door.trust)}`
    response.setHeaders(everywhere)
    const id = nameRequest(request, door.trust)
    // What pages are made of needs neither an id nor what only a page can allow: a first visit is weighed by the byte.
    if (request.url?.startsWith('/_next/static/')) response.removeHeader('permissions-policy')
    else response.setHeader(REQUEST_ID_HEADER, id)
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
    const id = String(request.headers[REQUEST_ID_HEADER])
    request.url = arrivalPath(request) ?? request.url ?? '/'
    withRequestId(id, () => {
      const refusal = refuse(request, door.home)
      if (refusal) answerRefusal(response, refusal, request, door)
      else if (!answerStraight(request, response))
        whenHere(request, () =>
          withRequestId(id, () => {
            for (const listener of listeners) listener.call(server, request, response)
          }),
        )
    })
  })
}

/** Gives a request the id that it has from here on; what a client calls it counts only through a trusted proxy. */
function nameRequest({ headers, socket }: IncomingMessage, trust: Trust): string {
  const given = headers[REQUEST_ID_HEADER]?.toString()
  const id = makeRequestId(trust(socket.remoteAddress ?? '', 0) ? given : undefined)
  headers[REQUEST_ID_HEADER] = id
  return id
}

function answerRefusal(response: ServerResponse, status: number, request: IncomingMessage, { trust }: Door): void {
  const path = pathOf(request.url)
  const network = networkOf(clientOf(request, trust))
  log.warn({ security: 'turned-away', status, path: loggedPath(path), network }, 'security')
  const problem = problemOf(status, path)
  const text = problem ? JSON.stringify({ ...problem, requestId: requestId() }) : ''
  const type = text ? { 'content-type': 'application/problem+json' } : {}
  response.writeHead(status, { 'content-length': Buffer.byteLength(text), ...type }).end(text)
}

/** What people may come to read; the other refusals are of what no browser sends. */
function problemOf(status: number, path: string): Problem | null {
  if (status === 403) return new AppError('forbidden').toProblem()
  if (status !== 413) return null
  const message = `What was sent is larger than ${bodyLimit(path) / 1024} kB.`
  return new AppError('too_large', bodyLimit(path) === MAX_UPLOAD_BYTES ? {} : { message }).toProblem()
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** The status that a request is refused with at the door; null lets it in. */
function refuse({ method, url, headers }: Asked, home: string | undefined): number | null {
  // No Request can be made with it, so Next fails before any code of ours.
  if (method === 'TRACE') return 405
  const path = pathOf(url)
  const asksFirst = method === 'OPTIONS' && path.startsWith('/api/v1/')
  if (!isFromHere({ method, headers }, home) && !bringsToken(path, headers) && !asksFirst) return 403
  if (Number(headers['content-length'] ?? 0) > bodyLimit(path)) return 413
  // What does not say how long it is, is measured by our routes while they read it; before a page, Next reads it to its end.
  if (headers['transfer-encoding'] && !path.startsWith('/api/')) return 411
  return isRouterState(headers['next-router-state-tree']) ? null : 400
}

/**
 * Whether a request to the public API is in the name of a token: no browser sends one by itself, and its cookies count for
 * nothing there. A name and password, which browsers do send by themselves, are no such thing.
 */
function bringsToken(path: string, { authorization }: Asked['headers']): boolean {
  return path.startsWith('/api/v1/') && /^bearer /i.test(authorization ?? '')
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
