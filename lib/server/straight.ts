import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { withCookies } from '@/lib/auth/session'
import { processState } from '@/lib/health/process-state'
import { log, loggedPath } from '@/lib/log'
import { VERDICTS } from './body-limits'
import type { Asked } from './read-text'
import type { Answer, StraightHandler } from './route'

type Verdicts = (request: Asked, params: { studyId: string }, cookies: string) => Promise<Answer>

// The door and the routes are bundled apart: what one keeps in a module, the other does not see.
const holder = globalThis as { evenhandVerdicts?: Verdicts }

/**
 * Lets the front door ask the route of verdicts itself, from when it is loaded: at the first verdict after a start. While
 * developing, the newest code is Next's to find.
 */
export function offerStraight<H extends Pick<StraightHandler, 'answer'>>(handler: H): H {
  if (process.env.NODE_ENV !== 'development')
    holder.evenhandVerdicts = (request, params, cookies) => withCookies(cookies, () => handler.answer(request, params))
  return handler
}

/**
 * Answers a verdict as its route does, without Next, whose way from a socket to a route takes longer than storing a verdict;
 * verdicts are most of what people send. Whatever is out of the ordinary is left to Next, and answered alike.
 * @returns whether it is answered
 */
export function answerStraight(request: IncomingMessage, response: ServerResponse): boolean {
  const studyId = studyOf(request)
  const { evenhandVerdicts: verdicts } = holder
  if (studyId === null || !verdicts) return false
  verdicts(askedOf(request), { studyId }, request.headers.cookie ?? '').then(
    ({ status, headers, text }) => {
      // A balancer in front is to see that this process ends.
      if (processState().draining) response.shouldKeepAlive = false
      const length = text === null ? {} : { 'content-length': Buffer.byteLength(text) }
      response.writeHead(status, { ...headers, ...length }).end(text)
    },
    (error) => fail(error, request, response),
  )
  return true
}

const STUDY = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** The study a verdict is sent to. A body of unknown length is none of these: its reader has to refuse it in good order. */
function studyOf({ method, url = '', headers }: IncomingMessage): string | null {
  if (method !== 'POST' || headers['content-length'] === undefined) return null
  const studyId = VERDICTS.exec(url)?.[1]
  return studyId !== undefined && STUDY.test(studyId) ? studyId : null
}

function askedOf(request: IncomingMessage): Asked {
  const { headers } = request
  const get = (name: string) => headers[name.toLowerCase()]?.toString() ?? null
  return { headers: { get, has: (name) => get(name) !== null }, body: request }
}

/** What nobody expected, as Next has it told and answered. Who hung up is told nothing. */
function fail(error: unknown, { method, url }: IncomingMessage, response: ServerResponse): void {
  if (response.destroyed || (error as { code?: string }).code === 'ECONNRESET') return
  log.error({ err: error, method, path: loggedPath(url ?? ''), in: 'route' }, 'request failed')
  if (!response.headersSent) response.writeHead(500, { 'cache-control': 'no-store' })
  response.end()
}
