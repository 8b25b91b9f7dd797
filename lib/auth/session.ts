import 'server-only'
import { cookies } from 'next/headers.js'
import { decode } from 'next-auth/jwt'
import { env } from '@/lib/env'

/** Whom a request's session cookie names. */
export type Session = { userId: string; stamp: string | undefined }

/**
 * The session that came with this request, or null. It opens next-auth's own token; asking next-auth itself would go
 * through its whole handler, at each verdict.
 */
export async function readSession(): Promise<Session | null> {
  // First: while building nobody asks, and there is no environment either.
  const jar = await cookies()
  const { NEXTAUTH_SECRET, NEXTAUTH_URL } = env()
  // next-auth names its cookie so: browsers take the prefix over https only.
  const name = `${NEXTAUTH_URL.startsWith('https://') ? '__Secure-' : ''}next-auth.session-token`
  const token = jar.get(name)?.value
  return token ? open(token, NEXTAUTH_SECRET) : null
}

const MOST_REMEMBERED = 2000

/** Sessions by their token, which is sealed: the same token always says the same, until it has run out. */
const opened = new Map<string, Session & { until: number }>()

async function open(token: string, secret: string): Promise<Session | null> {
  const known = opened.get(token)
  if (known && Date.now() < known.until) return known
  opened.delete(token)
  const payload = await decode({ token, secret }).catch(() => null)
  if (!payload?.sub || typeof payload.exp !== 'number') return null
  const session = { userId: payload.sub, stamp: payload.stamp, until: payload.exp * 1000 }
  if (opened.size >= MOST_REMEMBERED) opened.clear()
  opened.set(token, session)
  return session
}
