'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { action } from '@/lib/server/action'
import { requestOpening } from '@/lib/studies/request-opening'
import { type Step, setStatus } from '@/lib/studies/set-status'

const input = z.object({ studyId: z.uuid() })

/** Freezes the design, writes items and slots, and lets annotators begin; of a large study, after a while. */
export const openDraft = action({ input, needs: 'study:run' }, async (access) => {
  const opened = await requestOpening(access)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return opened
})

const step = (name: Step) =>
  action({ input, needs: 'study:run' }, async (access) => {
    await setStatus(access, name)
    revalidatePath(`/studies/${access.studyId}`, 'layout')
  })

/** Hands out no new pairs until resumed. */
export const pauseStudy = step('pause')

/** Hands out pairs again. */
export const resumeStudy = step('resume')

/** Ends the study for good. */
export const closeStudy = step('close')
