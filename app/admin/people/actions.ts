'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { deleteThing, readDependants, renameThing } from '@/lib/keeping/change-thing'
import { Deletion, Renaming } from '@/lib/keeping/schema'
import { changeStanding } from '@/lib/people/change-standing'
import { createStaffInvite } from '@/lib/people/create-invite'
import { InviteKey, staffInviteThing } from '@/lib/people/invite-thing'
import { mailStaffInvites } from '@/lib/people/mail-invites'
import { resetPassword, takeFactors } from '@/lib/people/reset-password'
import { revokeStaffInvite } from '@/lib/people/revoke-invite'
import { MailedStaffInvites, PersonKey, StaffInvite, Standing } from '@/lib/people/schema'
import { erasePerson } from '@/lib/privacy/erase-person'
import { Erasure } from '@/lib/privacy/schema'
import { action } from '@/lib/server/action'
import { sessionHere } from '@/lib/server/second-factor'
import { revokeAnyToken } from '@/lib/tokens/revoke-token'
import { TokenKey } from '@/lib/tokens/schema'
import { setResearchersUpload } from '@/lib/uploads/own-uploads'

/** Makes a link to an account; the answer holds the token, which is shown once. */
export const inviteStaff = action({ input: StaffInvite, needs: 'people:manage' }, async (access, input) => {
  const made = await createStaffInvite(access, input)
  revalidatePath('/admin/people')
  return made
})

/** Sends links to accounts by mail, a person each. */
export const mailStaff = action({ input: MailedStaffInvites, needs: 'people:manage' }, async (access, input) => {
  const made = await mailStaffInvites(access, input)
  revalidatePath('/admin/people')
  return made
})

/** Stops a link. */
export const revokeLink = action(
  { input: z.object({ inviteId: z.uuid() }), needs: 'people:manage' },
  async (access, input) => {
    await revokeStaffInvite(access, input)
    revalidatePath('/admin/people')
  },
)

/** Ends anybody's token. */
export const endToken = action({ input: TokenKey, needs: 'people:manage' }, async (access, { tokenId }) => {
  await revokeAnyToken(access, tokenId)
  revalidatePath('/admin/people')
})

/** Sets a person's role, or disables or enables them. */
export const setStanding = action({ input: Standing, needs: 'people:manage' }, async (access, input) => {
  await changeStanding(access, input)
  revalidatePath('/admin/people', 'layout')
})

/** Gives a person a new password; the answer holds it, and it is shown once. */
export const newPassword = action({ input: PersonKey, needs: 'people:manage' }, resetPassword)

/** Takes the second factors of somebody who has lost them. */
export const resetFactors = action({ input: PersonKey, needs: 'people:manage' }, async (access, input) => {
  await takeFactors(access, input)
  revalidatePath('/admin/people', 'layout')
})

/** Erases all that tells who somebody is. */
export const erase = action({ input: Erasure, needs: 'people:manage' }, async (access, input) => {
  await erasePerson(access, await sessionHere(), input)
  revalidatePath('/admin/people', 'layout')
})

/** Says what depends on a link. */
export const askLink = action({ input: InviteKey, needs: 'people:manage' }, (access, key) =>
  readDependants(staffInviteThing, access, key),
)

/** Gives a link another name. */
export const renameLink = action(
  { input: InviteKey.extend(Renaming.shape), needs: 'people:manage' },
  async (access, change) => {
    await renameThing(staffInviteThing, access, change)
    revalidatePath('/admin/people')
  },
)

/** Deletes a link with what goes with it. */
export const deleteLink = action(
  { input: InviteKey.extend(Deletion.shape), needs: 'people:manage' },
  async (access, change) => {
    await deleteThing(staffInviteThing, access, change)
    revalidatePath('/admin/people')
  },
)

/** Lets researchers upload prompt sets of their own, or no longer. */
export const letUpload = action(
  { input: z.object({ may: z.boolean() }), needs: 'people:manage' },
  async (access, { may }) => {
    await setResearchersUpload(access, may)
    revalidatePath('/', 'layout')
  },
)
