'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { StudyInput } from '@/lib/designs/schema'
import { requestRendering } from '@/lib/judgments/rendering-job'
import { action } from '@/lib/server/action'
import { amendStudy } from '@/lib/studies/amend-study'
import { AmendmentInput } from '@/lib/studies/amendment-schema'
import { updateStudy } from '@/lib/studies/update-study'

const input = z.object({ studyId: z.uuid(), design: StudyInput })

/** Saves a draft's design. */
export const saveDesign = action({ input, needs: 'study:design' }, async (access, { design }) => {
  await updateStudy(access, design)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return { studyId: access.studyId }
})

const amendment = z.intersection(z.object({ studyId: z.uuid() }), AmendmentInput)

/** Changes an open study's protocol and says which amendment that was. */
export const amendDesign = action({ input: amendment, needs: 'study:run' }, async (access, change) => {
  const number = await amendStudy(access, change)
  await requestRendering({ studyId: access.studyId })
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return { number }
})
