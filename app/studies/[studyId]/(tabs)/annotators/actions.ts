'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { deactivateAnnotator, reactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { excludeAnnotator, includeAnnotator } from '@/lib/annotators/exclude-annotator'
import { GroupKey, groupThing } from '@/lib/annotators/group-thing'
import { AnnotatorKey, Exclusion } from '@/lib/annotators/schema'
import { deleteThing, readDependants, renameThing } from '@/lib/keeping/change-thing'
import { Deletion, Renaming } from '@/lib/keeping/schema'
import { remindAnnotators } from '@/lib/monitor/remind'
import { createAnnotatorInvite } from '@/lib/people/create-invite'
import { inviteThing, StudyInviteKey } from '@/lib/people/invite-thing'
import { mailAnnotatorInvites } from '@/lib/people/mail-invites'
import { PersonLines } from '@/lib/people/person-lines'
import { createPersonalInvites } from '@/lib/people/personal-invites'
import { revokeAnnotatorInvite } from '@/lib/people/revoke-invite'
import { AnnotatorInvite, MailedAnnotatorInvites, Reminders } from '@/lib/people/schema'
import { setRetention } from '@/lib/privacy/retention'
import { Retention } from '@/lib/privacy/schema'
import { action } from '@/lib/server/action'

const needs = 'annotators:manage'
const refresh = ({ studyId }: { studyId: string }) => revalidatePath(`/studies/${studyId}`, 'layout')

/** Makes a link into a group; the answer holds the token, which is shown once. */
export const invite = action({ input: AnnotatorInvite, needs }, async (access, input) => {
  const made = await createAnnotatorInvite(access, input)
  refresh(access)
  return made
})

const People = z.object({
  ...{ studyId: z.uuid(), groupId: z.uuid(), people: PersonLines },
  days: z.coerce.number().int('Give a whole number.').min(1, 'At least 1 day.').max(365, 'At most 365 days.'),
})

/** Makes a link for each person of a list; the answer holds their tokens, which are shown once. */
export const invitePeople = action({ input: People, needs }, async (access, input) => {
  const links = await createPersonalInvites(access, input)
  refresh(access)
  return { links }
})

/** Sends links into a group by mail, a person each. */
export const mailInvites = action({ input: MailedAnnotatorInvites, needs }, async (access, input) => {
  const made = await mailAnnotatorInvites(access, input)
  refresh(access)
  return made
})

/** Reminds, by mail, annotators who have something to judge and are not at it. */
export const remind = action({ input: Reminders, needs }, async (access, { language }) => {
  const mails = await remindAnnotators(access, language)
  refresh(access)
  return { mails }
})

const LinkKey = z.object({ studyId: z.uuid(), inviteId: z.uuid() })

/** Stops a link. */
export const revokeLink = action({ input: LinkKey, needs }, async (access, input) => {
  await revokeAnnotatorInvite(access, input)
  refresh(access)
})

/** Ends an annotator's part. */
export const deactivate = action({ input: AnnotatorKey, needs }, async (access, input) => {
  await deactivateAnnotator(access, input)
  refresh(access)
})

/** Lets a deactivated annotator go on. */
export const reactivate = action({ input: AnnotatorKey, needs }, async (access, input) => {
  await reactivateAnnotator(access, input)
  refresh(access)
})

/** Leaves an annotator out of the results. */
export const exclude = action({ input: Exclusion, needs }, async (access, input) => {
  await excludeAnnotator(access, input)
  refresh(access)
})

/** Counts an annotator in the results again. */
export const include = action({ input: AnnotatorKey, needs }, async (access, input) => {
  await includeAnnotator(access, input)
  refresh(access)
})

/** Says what depends on a group. */
export const askGroup = action({ input: GroupKey, needs: 'annotators:manage' }, (access, key) =>
  readDependants(groupThing, access, key),
)

/** Gives a group another name. */
export const renameGroup = action(
  { input: GroupKey.extend(Renaming.shape), needs: 'annotators:manage' },
  async (access, change) => {
    await renameThing(groupThing, access, change)
    refresh(access)
  },
)

/** Deletes a group with what goes with it. */
export const deleteGroup = action(
  { input: GroupKey.extend(Deletion.shape), needs: 'annotators:manage' },
  async (access, change) => {
    await deleteThing(groupThing, access, change)
    refresh(access)
  },
)

/** Says what depends on a link. */
export const askLink = action({ input: StudyInviteKey, needs: 'annotators:manage' }, (access, key) =>
  readDependants(inviteThing, access, key),
)

/** Gives a link another name. */
export const renameLink = action(
  { input: StudyInviteKey.extend(Renaming.shape), needs: 'annotators:manage' },
  async (access, change) => {
    await renameThing(inviteThing, access, change)
    refresh(access)
  },
)

/** Deletes a link with what goes with it. */
export const deleteLink = action(
  { input: StudyInviteKey.extend(Deletion.shape), needs: 'annotators:manage' },
  async (access, change) => {
    await deleteThing(inviteThing, access, change)
    refresh(access)
  },
)

/** Decides after how many days from its end the study forgets who is behind its codes. */
export const keepPeople = action({ input: Retention, needs }, async (access, input) => {
  await setRetention(access, input)
  refresh(access)
})
