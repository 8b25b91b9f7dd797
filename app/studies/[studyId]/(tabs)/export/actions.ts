'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { decideTexts, TextsInput } from '@/lib/exports/text-terms'
import { forgetToken } from '@/lib/formats/hub/hub-tokens'
import { requestPush } from '@/lib/formats/hub/request-push'
import { ForgetTokenInput, PushInput } from '@/lib/formats/hub/schema'
import { createFileLink, revokeFileLink } from '@/lib/formats/links/file-links'
import { FileLinkInput } from '@/lib/formats/links/schema'
import { action } from '@/lib/server/action'

const needs = 'study:export'
const refresh = ({ studyId }: { studyId: string }) => revalidatePath(`/studies/${studyId}/export`)

/** Makes a link to one file; the answer holds it, and it is shown once. */
export const makeLink = action(
  { input: FileLinkInput.extend({ studyId: z.uuid() }), needs },
  async (access, { file, minutes }) => {
    const { path } = await createFileLink(access, { file, minutes })
    refresh(access)
    return { path }
  },
)

/** Ends a link. */
export const endLink = action(
  { input: z.object({ studyId: z.uuid(), linkId: z.uuid() }), needs },
  async (access, { linkId }) => {
    await revokeFileLink(access, linkId)
    refresh(access)
  },
)

/** Writes down that the texts may be in files for everybody, or that they may not any more. */
export const decide = action({ input: TextsInput, needs }, async (access, input) => {
  await decideTexts(access, input)
  refresh(access)
})

/** Has a snapshot pushed to the hub as a data set. */
export const push = action({ input: PushInput, needs }, async (access, input) => {
  await requestPush(access, input)
  refresh(access)
})

/** Forgets one's stored token. */
export const forget = action({ input: ForgetTokenInput, needs }, async (access) => {
  await forgetToken(access)
  refresh(access)
})
