'use server'

import { revalidatePath } from 'next/cache'
import { archiveThing, deleteThing, readDependants, renameThing } from '@/lib/keeping/change-thing'
import { Archiving, Deletion, Renaming } from '@/lib/keeping/schema'
import { action } from '@/lib/server/action'
import { changePrompt, changeSet } from '@/lib/uploads/change-set'
import { removeResponses } from '@/lib/uploads/remove-responses'
import { PromptInput, ResponsesInput, SetInput } from '@/lib/uploads/schema'
import { SetKey, setThing } from '@/lib/uploads/set-thing'

/** Says what a prompt set is, and under which terms its texts may be given on. */
export const saveSet = action({ input: SetInput, needs: 'uploads:manage' }, changeSet)

/** Puts a prompt into another category and gives it other tags. */
export const savePrompt = action({ input: PromptInput, needs: 'uploads:manage' }, changePrompt)

/** Takes a system's responses out of a set that no study uses them from. */
export const remove = action({ input: ResponsesInput, needs: 'uploads:manage' }, removeResponses)

/** Says what depends on a set. */
export const askSet = action({ input: SetKey, needs: 'uploads:manage' }, (access, key) =>
  readDependants(setThing, access, key),
)

/** Gives a set another name. */
export const renameSet = action(
  { input: SetKey.extend(Renaming.shape), needs: 'uploads:manage' },
  async (access, change) => {
    await renameThing(setThing, access, change)
    revalidatePath('/prompt-sets', 'layout')
  },
)

/** Puts a set away, or takes it out again. */
export const archiveSet = action(
  { input: SetKey.extend(Archiving.shape), needs: 'uploads:manage' },
  async (access, change) => {
    await archiveThing(setThing, access, change)
    revalidatePath('/prompt-sets', 'layout')
  },
)

/** Deletes a set with what goes with it. */
export const deleteSet = action(
  { input: SetKey.extend(Deletion.shape), needs: 'uploads:manage' },
  async (access, change) => {
    await deleteThing(setThing, access, change)
    revalidatePath('/prompt-sets', 'layout')
  },
)
