'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { oidcSettings } from '@/lib/oidc/settings'
import { changeName, changePassword } from '@/lib/people/change-account'
import { detach } from '@/lib/people/identities'
import { setReminders } from '@/lib/people/reminders'
import { PasswordChange, PersonName } from '@/lib/people/schema'
import { signOutElsewhere, signOutOf } from '@/lib/people/sessions'
import { action } from '@/lib/server/action'
import { startSignOn } from '@/lib/server/sign-on'

/** Changes the signed-in person's name. */
export const saveName = action(
  { input: z.object({ name: PersonName }), needs: 'account:manage' },
  async (access, input) => {
    await changeName(access, input)
    revalidatePath('/', 'layout')
  },
)

/** Changes the signed-in person's password, which ends their sessions. */
export const savePassword = action({ input: PasswordChange, needs: 'password:change' }, changePassword)

/** Signs the signed-in person out in one browser. */
export const endSession = action(
  { input: z.object({ sessionId: z.uuid() }), needs: 'account:manage' },
  async (access, { sessionId }) => {
    await signOutOf(access, sessionId)
    revalidatePath('/account')
  },
)

/** Signs the signed-in person out everywhere but here. */
export const endOtherSessions = action({ input: z.literal('others'), needs: 'account:manage' }, async (access) => {
  await signOutElsewhere(access)
  revalidatePath('/account')
})

/** Sends the signed-in person to the sign-on provider, to connect their account: the answer holds the address there. */
export const connectSignOn = action({ input: z.literal('connect'), needs: 'account:manage' }, ({ actor }) =>
  startSignOn('/account', actor.id),
)

/** Takes the sign-on from the signed-in person's account. */
export const disconnectSignOn = action(
  { input: z.literal('disconnect'), needs: 'account:manage' },
  async ({ actor }) => {
    await detach(actor, oidcSettings()?.issuers ?? [])
    revalidatePath('/account')
  },
)

/** Whether the signed-in person is sent reminders. */
export const saveReminders = action(
  { input: z.object({ areWanted: z.boolean() }), needs: 'account:manage' },
  async (access, { areWanted }) => {
    await setReminders(access, areWanted)
    revalidatePath('/account')
  },
)
