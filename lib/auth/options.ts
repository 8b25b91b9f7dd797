import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env, isSecure } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { ownCookie } from '@/lib/own-cookie'
import type { Browser } from './let-in'
import { openToken, readSession, sessionCookie } from './session'
import { SESSION_DAYS } from './sessions'
import { FactorNeeded, signIn } from './sign-in'
import { signOut } from './sign-out'

declare module 'next-auth' {
  interface User {
    stamp?: string
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    stamp?: string
  }
}

const DAY_SECONDS = 24 * 60 * 60

/**
 * next-auth's settings: e-mail and password, a sealed token that names a person's session and nothing else.
 * @param hears of what next-auth keeps to itself: `signedIn` by which device cookie the browser is known from now on,
 *   `needsFactor` whose password was right and is not enough, `signedOut` that a session was ended, `failed` that a session could not be ended
 */
export function authOptions(
  browser: Browser,
  hears: {
    signedIn: (device: string) => void
    needsFactor: (whose: FactorNeeded) => void
    signedOut: () => void
    failed: (error: unknown) => void
  },
): NextAuthOptions {
  const { NEXTAUTH_SECRET: secret } = env()
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure() }
  return {
    secret,
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * DAY_SECONDS },
    jwt: { decode: openToken },
    cookies: {
      sessionToken: { name: sessionCookie(options.secure), options },
      callbackUrl: { name: ownCookie('next-auth.callback-url', options.secure), options },
    },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          try {
            const { device, ...person } = await signIn(credentials ?? {}, { ...browser, session: await readSession() })
            hears.signedIn(device)
            return person
          } catch (error) {
            if (error instanceof FactorNeeded) hears.needsFactor(error)
            // next-auth shows the message to the browser: a code, which the sign-in page turns back into words.
            if (error instanceof AppError) throw new Error(error.code)
            log.error({ err: error }, 'sign-in failed')
            throw new Error('unexpected')
          }
        },
      }),
    ],
    events: {
      signOut: async ({ token: { sub, stamp } }) => {
        try {
          if (sub && stamp) await signOut({ userId: sub, stamp }, browser)
          hears.signedOut()
        } catch (error) {
          hears.failed(error)
        }
      },
    },
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, stamp: user.stamp } : token),
      // What the browser's script may read of it: nothing but its end.
      session: ({ session: { expires } }) => ({ expires }),
    },
  }
}
