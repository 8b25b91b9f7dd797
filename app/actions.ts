'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { joinDemo } from '@/lib/people/join-demo'
import { action } from '@/lib/server/action'
import { archiveStudy } from '@/lib/studies/archive-study'

/** Puts a study away, or takes it out again. */
export const archive = action(
  { input: z.object({ studyId: z.uuid(), isArchived: z.boolean() }), needs: 'study:run' },
  async (access, { isArchived }) => {
    await archiveStudy(access, isArchived)
    revalidatePath('/')
  },
)

/** Lets whoever designs studies judge in the demo. */
export const enterDemo = action({ input: z.literal('demo'), needs: 'studies:list' }, (access) => joinDemo(access))
