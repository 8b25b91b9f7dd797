'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { decideNames } from '@/lib/names/decide-names'
import { DecideInput } from '@/lib/names/schema'
import { action } from '@/lib/server/action'

const input = DecideInput.extend({ studyId: z.uuid() })

/** Decides what becomes of a name in responses, and says about how many that was. */
export const decide = action({ input, needs: 'study:design' }, async (access, decision) => {
  const responses = await decideNames(access, decision)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return { responses }
})
