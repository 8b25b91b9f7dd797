import 'server-only'
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
  // First: while building nobody asks, and there is no environment either.
  const jar = await cookies()
  const token = jar.get(sessionCookie(isSecure()))?.value
  return token ? open(token, env().NEXTAUTH_SECRET) : null
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
