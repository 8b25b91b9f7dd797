'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '@/lib/server/action'
import { StudyInput } from '@/lib/studies/schema'
import { updateStudy } from '@/lib/studies/update-study'

const input = z.object({ studyId: z.uuid(), design: StudyInput })

/** Saves a draft's design. */
export const saveDesign = action({ input, needs: 'study:design' }, async (access, { design }) => {
  await updateStudy(access, design)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return { studyId: access.studyId }
})
