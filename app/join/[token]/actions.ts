'use server'

import { headers } from 'next/headers'
import { z } from 'zod'
import { readClient } from '@/lib/http/request-client'
import { acceptInvite, joinByInvite } from '@/lib/people/accept-invite'
import { AgreesTo, InviteToken, NewPersonByInvite } from '@/lib/people/schema'
import { action } from '@/lib/server/action'

/** Makes an account for whoever holds the link, which is all the permission it takes. */
export const accept = action({ input: NewPersonByInvite, needs: 'nobody' }, async (_, input) =>
  acceptInvite(input, readClient(await headers())),
)

/** Takes a signed-in person in. */
export const join = action(
  { input: z.object({ token: InviteToken, agreesTo: AgreesTo }), needs: 'account:manage' },
  (access, input) => joinByInvite(access, input),
)
