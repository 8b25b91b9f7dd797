import 'server-only'
import { z } from 'zod'
import { type Access, authorize, authorizeSite, type Bearer, readBearer, type SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { isStudyPermission, type Permission, type SitePermission, type StudyPermission } from '@/lib/auth/permissions'
import { readSession } from '@/lib/auth/session'
import { noteSeen } from '@/lib/auth/sessions'
import { AppError } from '@/lib/errors'
import { takeUnread } from '@/lib/http/take-rest'
import { PERSON_HEADER } from '@/lib/judgments/person-header'
import { requestId } from '@/lib/request-id'
import { noteDownload } from '@/lib/security/note-download'
import type { Body, JsonReply, Reply } from './describe'
import { parseInput } from './parse-input'
import type { Asked } from './read-text'

export type Params = Record<string, string | string[]>
type Context = { params: Promise<Params> }

/** Proof of what a route needs; who comes as nobody proves nothing. */
export type Proof<P> = P extends StudyPermission ? Access<P> : P extends SitePermission ? SiteAccess<P> : null

/**
 * All that is to be known of an address: who may ask, what it is asked with, what it answers. Of what is not described
 * nothing is read.
 */
export type Gate = {
  /** Proven on the study that `params.studyId` names, or site-wide; `nobody` is for what comes before sign-in. */
  needs: Permission | 'nobody'
  /** Parts of the path. What does not fit is an address of nothing. */
  params?: z.ZodType
  query?: z.ZodType
  body?: Body<unknown>
  reply: Reply<unknown>
}

type Part<S> = S extends z.ZodType<infer T> ? T : undefined
type Brought<B> = B extends Body<infer T> ? T : undefined
export type Returned<R> = R extends { kind: 'json'; schema: z.ZodType<infer T> } ? T : Response

export type Call<G extends Gate> = {
  request: Request
  params: Part<G['params']>
  query: Part<G['query']>
  body: Brought<G['body']>
}

/** Who was let in, and to which study if to one. */
export type Proven = { actor: Actor; studyId?: string }

/** An answer in JSON that nobody has written out yet. */
export type Answer = { status: number; headers: Record<string, string>; text: string | null }

/** A route handler that can be asked what it is. */
export type Handler = ((request: Request, context: Context) => Promise<Response>) & { gate: Gate }

/** One that the front door can ask as well, without Next. */
export type StraightHandler = Handler & { answer: (request: Asked, params: Params) => Promise<Answer> }

/** The id of a study in a path. */
export const StudyParams = z.object({ studyId: z.uuid() })

/**
 * The one gate of route handlers: proves the permission, reads what the address describes and nothing else, and answers
 * expected failures as problem+json. What other sites' pages send does not come this far: front-door.ts.
 */
export function route<const G extends Gate>(
  gate: G,
  run: (access: Proof<G['needs']>, call: Call<G>) => Promise<Returned<G['reply']>>,
): Handler {
  return handler(gate, async (request, params) => {
    if (request.headers.has(PERSON_HEADER)) requirePerson(request, (await readSession())?.userId)
    const access = await prove(gate.needs, params)
    const reply = await run(access as Proof<G['needs']>, await readCall(gate, request, params))
    if (access && reply instanceof Response) await noteDownload(access, request, reply)
    return reply
  })
}

/**
 * The gate of verdicts: `run` does all it does in one statement that also proves `judgment:submit`. Only when that fails
 * is a round trip spent on asking who is there.
 */
export function verdictRoute<B, R>(
  gate: VerdictGate<B, R>,
  run: (bearer: Bearer, body: B) => Promise<R>,
): StraightHandler {
  const judge = async (request: Asked, params: Params) => {
    const bearer = await readBearer(studyOf(params))
    requirePerson(request, bearer?.userId)
    try {
      if (!bearer) throw new AppError('not_found')
      if (!gate.params.safeParse(params).success) throw new AppError('not_found')
      const reply = await run(bearer, await gate.body.read(request))
      noteSeen(bearer.stamp)
      return reply
    } catch (error) {
      // Who may not judge is told nothing but that; who is signed out is told so.
      if (error instanceof AppError) await authorize(studyOf(params), gate.needs)
      throw error
    }
  }
  const answer = async (request: Asked, params: Params) => {
    try {
      return answerOf(gate.reply, await judge(request, params))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return problemOf(error)
    }
  }
  return Object.assign(handler(gate, judge), { answer })
}

type VerdictGate<B, R> = {
  needs: 'judgment:submit'
  params: z.ZodType
  body: Body<B, Asked>
  reply: JsonReply<R>
}

function handler(gate: Gate, run: (request: Request, params: Params) => Promise<unknown>): Handler {
  const handle = async (request: Request, context: Context) => {
    try {
      const value = await run(request, await context.params)
      return gate.reply.kind === 'file' ? (value as Response) : toResponse(answerOf(gate.reply, value))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      if (gate.body) await takeUnread(request, gate.body.maxBytes)
      return toResponse(problemOf(error))
    }
  }
  return Object.assign(handle, { gate })
}

/** Proves for whoever has the session. */
export async function prove(needs: Gate['needs'], params: Params): Promise<Proven | null> {
  if (needs === 'nobody') return null
  return isStudyPermission(needs) ? authorize(studyOf(params), needs) : authorizeSite(needs)
}

export function studyOf({ studyId }: Params): string {
  return typeof studyId === 'string' ? studyId : ''
}

/** Reads of a request what its gate describes. */
export async function readCall<G extends Gate>(gate: G, request: Request, raw: Params): Promise<Call<G>> {
  const params = gate.params?.safeParse(raw)
  if (params?.success === false) throw new AppError('not_found')
  const query = gate.query && parseInput(gate.query, readQuery(request))
  const body = await gate.body?.read(request)
  return { request, params: params?.data, query, body } as Call<G>
}

function readQuery({ url }: Request): Record<string, string> {
  return Object.fromEntries(new URL(url).searchParams)
}

export function answerOf({ status }: Pick<JsonReply<unknown>, 'status'>, value: unknown): Answer {
  const headers = { 'cache-control': 'no-store' }
  if (value === null) return { status: 204, headers, text: null }
  return { status, headers: { ...headers, 'content-type': 'application/json' }, text: JSON.stringify(value) }
}

/** An expected failure as RFC 9457 problem+json. */
function problemOf(error: AppError): Answer {
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  const said = { title: error.message, status: error.status, ...error.toProblem(), requestId: requestId() }
  const text = JSON.stringify(said)
  return { status: error.status, headers, text }
}

export function toResponse({ text, ...rest }: Answer): Response {
  return new Response(text, rest)
}

/** A desk that was opened before somebody else signed in must not act as them. Who is signed out is told so later on. */
function requirePerson(request: Pick<Asked, 'headers'>, signedIn: string | undefined): void {
  const meant = request.headers.get(PERSON_HEADER)
  if (meant !== null && signedIn !== undefined && meant !== signedIn) throw new AppError('other_person')
}
