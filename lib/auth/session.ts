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
  const { NEXTAUTH_SECRET, NEXTAUTH_URL } = env()
  // next-auth names its cookie so: browsers take the prefix over https only.
  const name = `${NEXTAUTH_URL.startsWith('https://') ? '__Secure-' : ''}next-auth.session-token`
  const token = (await cookies()).get(name)?.value
  const payload = token ? await decode({ token, secret: NEXTAUTH_SECRET }).catch(() => null) : null
  return payload?.sub ? { userId: payload.sub, stamp: payload.stamp } : null
}
