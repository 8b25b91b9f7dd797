'use server'

import { revalidatePath } from 'next/cache'
import { LookInput, lookEarly } from '@/lib/analysis/looks'
import { freezeResults, SnapshotInput } from '@/lib/analysis/snapshots'
import { action } from '@/lib/server/action'

/** Shows the results of a study that is not closed to whoever gives a reason, and keeps it. */
export const lookNow = action({ input: LookInput, needs: 'study:results' }, async (access, input) => {
  await lookEarly(access, input)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
})

/** Keeps figure 1 as it stands, with the hash of its data; answers with the snapshot's id. */
export const freeze = action({ input: SnapshotInput, needs: 'study:results' }, async (access, input) => {
  const id = await freezeResults(access, input)
  revalidatePath(`/studies/${access.studyId}/results`)
  return id
})
