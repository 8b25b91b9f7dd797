'use server'

import { revalidatePath } from 'next/cache'
import { archiveThing, deleteThing, readDependants, renameThing } from '@/lib/keeping/change-thing'
import { Archiving, Deletion, Renaming } from '@/lib/keeping/schema'
import { action } from '@/lib/server/action'
import { SystemKey, systemThing } from '@/lib/uploads/system-thing'

/** Says what depends on a system. */
export const askSystem = action({ input: SystemKey, needs: 'imports:manage' }, (access, key) =>
  readDependants(systemThing, access, key),
)

/** Gives a system another name. */
export const renameSystem = action(
  { input: SystemKey.extend(Renaming.shape), needs: 'imports:manage' },
  async (access, change) => {
    await renameThing(systemThing, access, change)
    revalidatePath('/systems')
  },
)

/** Puts a system away, or takes it out again. */
export const archiveSystem = action(
  { input: SystemKey.extend(Archiving.shape), needs: 'imports:manage' },
  async (access, change) => {
    await archiveThing(systemThing, access, change)
    revalidatePath('/systems')
  },
)

/** Deletes a system with what goes with it. */
export const deleteSystem = action(
  { input: SystemKey.extend(Deletion.shape), needs: 'imports:manage' },
  async (access, change) => {
    await deleteThing(systemThing, access, change)
    revalidatePath('/systems')
  },
)
