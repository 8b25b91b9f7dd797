import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import Credentials from 'next-auth/providers/credentials'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { countedAddress } from './client-address'
import { readClient } from './request-client'
import { signIn } from './sign-in'

declare module 'next-auth' {
  interface Session {
    userId?: string
    stamp?: string
  }
  interface User {
    stamp?: string
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    stamp?: string
  }
}

const TWELVE_HOURS = 12 * 60 * 60

/** next-auth's settings: e-mail and password, a signed token that names the person and nothing else. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: 'jwt', maxAge: TWELVE_HOURS },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials, request) {
          try {
            return await signIn({ ...credentials, address: countedAddress(readClient(new Headers(request.headers))) })
          } catch (error) {
            // next-auth shows the message to the browser: a code, which the sign-in page turns back into words.
            if (error instanceof AppError) throw new Error(error.code)
            log.error({ err: error }, 'sign-in failed')
            throw new Error('unexpected')
          }
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, stamp: user.stamp } : token),
      session: ({ session, token }) => ({ expires: session.expires, userId: token.sub, stamp: token.stamp }),
    },
  }
}
