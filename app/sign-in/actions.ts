'use server'

import { z } from 'zod'
import { word } from '@/lib/inputs'
import { Email } from '@/lib/people/schema'
import { action } from '@/lib/server/action'
import { connectByPassword, startSignOn } from '@/lib/server/sign-on'

/** Sends somebody to the sign-on provider: the answer holds the address there. */
export const signOn = action({ input: z.object({ next: word(4000) }), needs: 'nobody' }, (_, { next }) =>
  startSignOn(next, null),
)

/** Joins whom the provider vouched for to the account that they sign in to. */
export const connect = action({ input: z.object({ email: Email, password: word(200) }), needs: 'nobody' }, (_, input) =>
  connectByPassword(input),
)
