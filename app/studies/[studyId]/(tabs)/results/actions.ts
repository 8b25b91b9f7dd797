'use server'

import { revalidatePath } from 'next/cache'
import { LookInput, lookEarly } from '@/lib/analysis/looks'
import { action } from '@/lib/server/action'

/** Shows the results of a study that is not closed to whoever gives a reason, and keeps it. */
export const lookNow = action({ input: LookInput, needs: 'study:results' }, async (access, input) => {
  await lookEarly(access, input)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
})
