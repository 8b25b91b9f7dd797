import 'server-only'
import { z } from 'zod'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { isStudyPermission } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readClient } from '@/lib/http/request-client'
import { takeUnread } from '@/lib/http/take-rest'
import { requestId } from '@/lib/request-id'
import { noteDownload } from '@/lib/security/note-download'
import { recordSecurity } from '@/lib/security/record'
import { findHolder, type Holder, REQUESTS_A_MINUTE } from '@/lib/tokens/find-holder'
import { readSecret } from '@/lib/tokens/read-secret'
import type { Scope } from '@/lib/tokens/scopes'
import { once } from './once'
import {
  type Answer,
  answerOf,
  type Call,
  type Gate,
  type Params,
  type Proof,
  type Proven,
  prove,
  type Returned,
  readCall,
  studyOf,
  toResponse,
} from './route'

/** Where the public API stands. */
export const V1 = '/api/v1'

/** A gate of the public API: all that its document says of an address. */
export type EndpointGate = Gate & {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Behind `/api/v1`, with its parts in braces: `/studies/{studyId}`. */
  path: string
  /** In one sentence. */
  summary: string
  /** What a token has to be made for; null where any will do. */
  scope: Scope | null
  /** Of what is made: where it stands. Such a request takes an Idempotency-Key. */
  location?: (made: { id: string }, params: Params) => string
  /** Of what may take longer: the job that is at it still, which is answered with 202 and where it stands. */
  pending?: (value: never) => string | null
}

/** An address of the public API. */
export type Endpoint = { gate: EndpointGate; handle: (request: Request, params: Params) => Promise<Response> }

/** What a handler knows beside what was asked: with which token, if with one. */
type TokenCall<G extends EndpointGate> = Call<G> & { token: Holder | null }

/**
 * The gate of the public API. It takes a token or, where there is no Authorization, the session of a browser; never both.
 * What a token may do is its owner's present rights, its scopes and its studies, whichever is least.
 */
export function endpoint<const G extends EndpointGate>(
  gate: G,
  run: (access: Proof<G['needs']>, call: TokenCall<G>) => Promise<Returned<G['reply']>>,
): Endpoint {
  const handle = async (request: Request, params: Params) => {
    let token: Holder | null = null
    try {
      token = await findToken(request)
      if (token && token.left < 0) throw new AppError('too_many_requests')
      const access = token ? await proveHolder(gate, token, params) : await prove(gate.needs, params)
      const call = await readCall(gate, request, params)
      const answer = () => run(access as Proof<G['needs']>, { ...call, token })
      if (gate.reply.kind === 'json')
        return withLimits(toResponse(await json(gate, access, call, answer, params)), token)
      const response = (await answer()) as Response
      if (access) await noteDownload(access, request, response)
      return withLimits(response, token)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (gate.body) await takeUnread(request, gate.body.maxBytes)
      return withLimits(problemResponse(error), token)
    }
  }
  return { gate, handle }
}

async function findToken({ headers }: Request): Promise<Holder | null> {
  const secret = readSecret(headers.get('authorization'))
  if (secret === null) return null
  return findHolder(secret, readClient(headers))
}

/** What tokens for certain studies may do that is of no study. */
const OF_NO_STUDY: readonly string[] = ['studies:list', 'prompts:read', 'account:manage']

async function proveHolder({ needs, scope }: EndpointGate, token: Holder, params: Params): Promise<Proven | null> {
  const { actor, scopes, studyIds } = token
  if (scope !== null && !scopes.has(scope))
    throw new AppError('scope_needed', { message: `This token was not made for this: it lacks the scope ${scope}.` })
  if (needs === 'nobody') return null
  try {
    if (!isStudyPermission(needs)) {
      if (studyIds && !OF_NO_STUDY.includes(needs))
        throw new AppError('scope_needed', { message: 'This token is for certain studies only.' })
      return authorizeActorSite(actor, needs)
    }
    const studyId = studyOf(params)
    if (studyIds && !studyIds.has(studyId)) throw new AppError('not_found')
    return await authorizeActor(actor, studyId, needs)
  } catch (error) {
    if (error instanceof AppError) await recordSecurity(db, { kind: 'refusal', userId: actor.id, subject: needs })
    throw error
  }
}

async function json(
  gate: EndpointGate,
  access: Proven | null,
  { request, params, query, body }: Call<EndpointGate>,
  run: () => Promise<unknown>,
  raw: Params,
): Promise<Answer> {
  const { reply, location, pending } = gate
  if (reply.kind !== 'json') throw new Error('it answers no JSON')
  const answer = async () => {
    const value = await run()
    // Only what is described leaves: what a function of ours answers besides may change any time.
    const jobId = pending?.(value as never) ?? null
    const answered = answerOf(
      jobId === null ? reply : { status: 202 },
      value === null ? null : z.encode(reply.schema, value),
    )
    if (jobId !== null) answered.headers.location = `${V1}/jobs/${jobId}`
    if (location) answered.headers.location = V1 + location(value as { id: string }, raw)
    const next = (value as { next?: unknown } | null)?.next
    if (typeof next === 'string') answered.headers.link = nextLink(request, next)
    return answered
  }
  const key = request.headers.get('idempotency-key')
  if (!location || key === null || !access) return answer()
  const sent = body instanceof Request ? request.headers.get('content-length') : body
  return once({ userId: access.actor.id, key, asked: [gate.method, gate.path, params, query, sent] }, answer)
}

/** Who prefers not to wait says so (RFC 7240): then nobody waits for a job. */
export function patienceOf({ headers }: Request): number | undefined {
  return /(^|,)\s*respond-async\s*(,|;|$)/i.test(headers.get('prefer') ?? '') ? 0 : undefined
}

function nextLink({ url }: Request, cursor: string): string {
  const { pathname, searchParams } = new URL(url)
  searchParams.set('cursor', cursor)
  return `<${pathname}?${searchParams}>; rel="next"`
}

/** A failure of the public API as RFC 9457 problem+json. */
export function problemResponse(error: AppError, more: Record<string, string> = {}): Response {
  const { code, message, fields } = error.toProblem()
  const problem = { type: `/docs/api#${code}`, title: error.title, status: error.status, detail: message, code }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...more }
  // No name of Basic: browsers would ask people for it, and then send it by themselves.
  if (error.status === 401) Object.assign(headers, { 'www-authenticate': 'Bearer realm="Evenhand"' })
  if (error.status === 503) Object.assign(headers, { 'retry-after': '5' })
  const text = JSON.stringify({ ...problem, ...(fields && { fields }), requestId: requestId() })
  return new Response(text, { status: error.status, headers })
}

/** Says what is left of the minute (draft-ietf-httpapi-ratelimit-headers). */
function withLimits(response: Response, token: Holder | null): Response {
  if (!token) return response
  const { headers } = response
  headers.set('ratelimit-policy', `"minute";q=${REQUESTS_A_MINUTE};w=60`)
  if (response.status === 429) headers.set('retry-after', String(token.resetsIn))
  headers.set('ratelimit', `"minute";r=${Math.max(0, token.left)};t=${token.resetsIn}`)
  return response
}
