import { encode } from 'next-auth/jwt'
import { makeSession } from '@/lib/testing/fixtures'

/** The cookie that signing in as this person would set. */
export async function signedInAs(userId: string, url: string) {
  const secret = process.env.NEXTAUTH_SECRET ?? ''
  const value = await encode({ secret, token: { sub: userId, stamp: await makeSession(userId) } })
  return { name: 'next-auth.session-token', value, url, httpOnly: true }
}
