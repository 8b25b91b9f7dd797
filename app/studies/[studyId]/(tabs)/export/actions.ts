'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
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
