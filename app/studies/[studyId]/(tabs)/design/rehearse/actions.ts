'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { resumeRehearsal } from '@/lib/rehearsals/resume-rehearsal'
import { RehearsalSettings } from '@/lib/rehearsals/schema'
import { startRehearsal } from '@/lib/rehearsals/start-rehearsal'
import { stopRehearsal } from '@/lib/rehearsals/stop-rehearsal'
import { action } from '@/lib/server/action'
import { duplicateStudy } from '@/lib/studies/duplicate-study'

const input = z.object({ studyId: z.uuid() })
const start = input.extend({ settings: RehearsalSettings })

/** Sets simulated annotators to work on a copy of a draft, and says which. */
export const rehearse = action({ input: start, needs: 'study:run' }, async (access, { settings }) => {
  const rehearsalId = await startRehearsal(access, settings)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return { rehearsalId }
})

/** Lets a rehearsal that was broken off go on. */
export const goOn = action({ input, needs: 'study:run' }, resumeRehearsal)

/** Ends a rehearsal where it is; it can go on. */
export const stop = action({ input, needs: 'study:run' }, stopRehearsal)

/** Makes a draft with the design of a study, and says which. */
export const duplicate = action({ input, needs: 'study:design' }, async (access) => ({
  studyId: await duplicateStudy(access),
}))
