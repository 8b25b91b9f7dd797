'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { readClient } from '@/lib/http/request-client'
import { word } from '@/lib/inputs'
import { askForLink } from '@/lib/people/ask-for-link'
import { Email, Password } from '@/lib/people/schema'
import { action } from '@/lib/server/action'
import { pageLanguage } from '@/lib/server/language'
import { enterByLink, resetAndEnter } from '@/lib/server/mailed-link'
import { connectByPassword, startSignOn } from '@/lib/server/sign-on'

/** Sends somebody to the sign-on provider: the answer holds the address there. */
export const signOn = action({ input: z.object({ next: word(4000) }), needs: 'nobody' }, (_, { next }) =>
  startSignOn(next, null),
)

/** Joins whom the provider vouched for to the account that they sign in to. */
export const connect = action({ input: z.object({ email: Email, password: word(200) }), needs: 'nobody' }, (_, input) =>
  connectByPassword(input),
)

/** Sends a link to an e-mail, if there is an account with it; the answer is the same if there is none. */
export const sendLink = action(
  { input: z.object({ email: Email, kind: z.enum(['SIGN_IN', 'RESET']) }), needs: 'nobody' },
  async (_, input) => askForLink({ ...input, language: await pageLanguage() }, readClient(await headers())),
)

const LinkToken = word(200)

/** Signs in whoever holds a mailed link. */
export const enter = action({ input: z.object({ token: LinkToken }), needs: 'nobody' }, (_, { token }) =>
  enterByLink(token),
)

/** Gives whoever holds a mailed link another password, and signs them in. */
export const resetPassword = action(
  { input: z.object({ token: LinkToken, password: Password }), needs: 'nobody' },
  (_, input) => resetAndEnter(input),
)
