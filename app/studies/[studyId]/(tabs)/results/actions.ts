'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { archiveThing, deleteThing, readDependants, renameThing } from '@/lib/keeping/change-thing'
import { Archiving, Deletion, Renaming } from '@/lib/keeping/schema'
import { LookInput, lookEarly } from '@/lib/looks/looks'
import { SystemNumbersInput, setSystemNumbers } from '@/lib/ratings/set-system-numbers'
import { createResultsLink, ResultsLinkInput, revokeResultsLink } from '@/lib/results/results-links'
import { SnapshotKey, snapshotThing } from '@/lib/results/snapshot-thing'
import { freezeResults, SnapshotInput } from '@/lib/results/snapshots'
import { action } from '@/lib/server/action'

/** Shows the results of a study that is not closed to whoever gives a reason, and keeps it. */
export const lookNow = action({ input: LookInput, needs: 'study:results' }, async (access, input) => {
  await lookEarly(access, input)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
})

/** Keeps every figure’s numbers as they stand, with the hash of their data; answers with the snapshot's id. */
export const freeze = action({ input: SnapshotInput, needs: 'study:results' }, async (access, input) => {
  const id = await freezeResults(access, input)
  revalidatePath(`/studies/${access.studyId}/results`)
  return id
})

/** Keeps a number of systems, by which means can be drawn in every study they are in. */
export const setNumbers = action({ input: SystemNumbersInput, needs: 'imports:manage' }, async (access, input) => {
  await setSystemNumbers(access, input)
  revalidatePath('/studies', 'layout')
})

/** Says what depends on a snapshot. */
export const askSnapshot = action({ input: SnapshotKey, needs: 'results:manage' }, (access, key) =>
  readDependants(snapshotThing, access, key),
)

/** Gives a snapshot another name. */
export const renameSnapshot = action(
  { input: SnapshotKey.extend(Renaming.shape), needs: 'results:manage' },
  async (access, change) => {
    await renameThing(snapshotThing, access, change)
    revalidatePath(`/studies/${access.studyId}`, 'layout')
  },
)

/** Puts a snapshot away, or takes it out again. */
export const archiveSnapshot = action(
  { input: SnapshotKey.extend(Archiving.shape), needs: 'results:manage' },
  async (access, change) => {
    await archiveThing(snapshotThing, access, change)
    revalidatePath(`/studies/${access.studyId}`, 'layout')
  },
)

/** Deletes a snapshot with what goes with it. */
export const deleteSnapshot = action(
  { input: SnapshotKey.extend(Deletion.shape), needs: 'results:manage' },
  async (access, change) => {
    await deleteThing(snapshotThing, access, change)
    revalidatePath(`/studies/${access.studyId}`, 'layout')
  },
)

/** Makes a link that shows a closed study's results; the answer holds it, and it is shown once. */
export const shareResults = action({ input: ResultsLinkInput, needs: 'study:run' }, async (access, input) => {
  const made = await createResultsLink(access, input)
  revalidatePath(`/studies/${access.studyId}/results`)
  return made
})

/** Ends such a link. */
export const unshareResults = action(
  { input: z.object({ studyId: z.uuid(), linkId: z.uuid() }), needs: 'study:run' },
  async (access, { linkId }) => {
    await revokeResultsLink(access, linkId)
    revalidatePath(`/studies/${access.studyId}/results`)
  },
)
