'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { archiveThing, readDependants, renameThing } from '@/lib/keeping/change-thing'
import { Archiving, Deletion, Renaming } from '@/lib/keeping/schema'
import { joinDemo } from '@/lib/people/join-demo'
import { deleteStudy } from '@/lib/rehearsals/delete-study'
import { action } from '@/lib/server/action'
import { studyThing } from '@/lib/studies/study-thing'

const StudyKey = z.object({ studyId: z.uuid() })
const refresh = () => revalidatePath('/', 'layout')

/** Says what depends on a study. */
export const askStudy = action({ input: StudyKey, needs: 'study:run' }, (access) =>
  readDependants(studyThing, access, {}),
)

/** Gives a draft another title. */
export const renameStudy = action(
  { input: StudyKey.extend(Renaming.shape), needs: 'study:run' },
  async (access, change) => {
    await renameThing(studyThing, access, change)
    refresh()
  },
)

/** Puts a study away, or takes it out again. */
export const archiveStudy = action(
  { input: StudyKey.extend(Archiving.shape), needs: 'study:run' },
  async (access, change) => {
    await archiveThing(studyThing, access, change)
    refresh()
  },
)

/** Deletes a study in which nobody judged, or a rehearsal. */
export const removeStudy = action(
  { input: StudyKey.extend(Deletion.shape), needs: 'study:run' },
  async (access, change) => {
    await deleteStudy(access, change)
    refresh()
  },
)

/** Lets whoever designs studies judge in the demo. */
export const enterDemo = action({ input: z.literal('demo'), needs: 'studies:list' }, (access) => joinDemo(access))
