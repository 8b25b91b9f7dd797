import 'server-only'
import { encode } from 'next-auth/jwt'
import { env, isSecure } from '@/lib/env'
import { DEVICE_DAYS, deviceCookie } from './device'
import type { Begun } from './let-in'
import { type Session, sessionCookie } from './session'
import { SESSION_DAYS } from './sessions'

const DAY_SECONDS = 24 * 60 * 60

/** A cookie as Next's answers and pages take it. */
export type Cookie = { name: string; value: string } & ReturnType<typeof cookieOptions>

/** How all of ours are set: no script reads them, and no page of another site sends them with what changes something. */
export function cookieOptions(maxAge: number) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(), maxAge } as const
}

/** What a browser keeps of a session that has begun: its sealed token, and by what it is known. */
export async function sessionCookies(userId: string, { stamp, device }: Begun): Promise<Cookie[]> {
  return [
    await tokenCookie({ userId, stamp }),
    { name: deviceCookie(isSecure()), value: device, ...cookieOptions(DEVICE_DAYS * DAY_SECONDS) },
  ]
}

/** The sealed token alone, for somebody whom no password is guessed of: by what their browser is known says nothing. */
export async function tokenCookie({ userId, stamp }: Session): Promise<Cookie> {
  const maxAge = SESSION_DAYS * DAY_SECONDS
  const value = await encode({ token: { sub: userId, stamp }, secret: env().NEXTAUTH_SECRET, maxAge })
  return { name: sessionCookie(isSecure()), value, ...cookieOptions(maxAge) }
}
