import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { cookies } from 'next/headers.js'
import { decode, type JWT, type JWTDecodeParams } from 'next-auth/jwt'
import { z } from 'zod'
import { env, isSecure } from '@/lib/env'
import { ownCookie } from '@/lib/own-cookie'

/** Whom a request's session cookie names, and which of their sessions: the stamp is its id. */
export type Session = { userId: string; stamp: string }

const Payload = z.object({ sub: z.uuid(), stamp: z.uuid(), exp: z.number() })

/**
 * The session that came with this request, or null. It opens next-auth's own token; asking next-auth itself would go
 * through its whole handler, at each verdict.
 */
export async function readSession(): Promise<Session | null> {
  const straight = straightCookies.getStore()
  // First: while building nobody asks, and there is no environment either.
  const jar = straight === undefined ? await cookies() : null
  const name = sessionCookie(isSecure())
  const token = straight === undefined ? jar?.get(name)?.value : cookieIn(straight, name)
  return token ? open(token, env().NEXTAUTH_SECRET) : null
}

/** The cookies of a request that the front door answers itself: Next has not heard of it. */
const straightCookies = new AsyncLocalStorage<string>()

/** Runs what answers a request that came with these cookies, as its header has them, without Next. */
export function withCookies<T>(header: string, run: () => Promise<T>): Promise<T> {
  return straightCookies.run(header, run)
}

function cookieIn(header: string, name: string): string | undefined {
  const pair = header.split('; ').find((each) => each.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

/** How next-auth seals tokens; it would open whatever else its key fits. */
const SEALED = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}.`

/** Opens a token that was sealed as ours are. @throws Error when it was not with our key, or has run out */
export async function openToken(sealed: JWTDecodeParams): Promise<JWT | null> {
  return sealed.token?.startsWith(SEALED) ? decode(sealed) : null
}

/** The cookie that holds the token. */
export function sessionCookie(isSecure: boolean): string {
  return ownCookie('next-auth.session-token', isSecure)
}

const MOST_REMEMBERED = 2000

/** Sessions by their token, which is sealed: the same token always says the same, until it has run out. */
const opened = new Map<string, Session & { until: number }>()

async function open(token: string, secret: string): Promise<Session | null> {
  const known = opened.get(token)
  if (known && Date.now() < known.until) return known
  opened.delete(token)
  const payload = Payload.safeParse(await openToken({ token, secret }).catch(() => null)).data
  if (!payload) return null
  const session = { userId: payload.sub, stamp: payload.stamp, until: payload.exp * 1000 }
  if (opened.size >= MOST_REMEMBERED) opened.clear()
  opened.set(token, session)
  return session
}
