'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { decideNames } from '@/lib/names/decide-names'
import { keepInText } from '@/lib/names/keep-in-text'
import { DecideInput, KeepInput } from '@/lib/names/schema'
import { action } from '@/lib/server/action'

const input = DecideInput.extend({ studyId: z.uuid() })

/** Decides what becomes of a name in prompts and responses, and says about how many that was. */
export const decide = action({ input, needs: 'study:design' }, async (access, decision) => {
  const texts = await decideNames(access, decision)
  revalidatePath(`/studies/${access.studyId}`, 'layout')
  return { texts }
})

/** Decides that a name in the study's own texts is meant to stand there. */
export const keep = action(
  { input: KeepInput.extend({ studyId: z.uuid() }), needs: 'study:design' },
  async (access, named) => {
    await keepInText(access, named)
    revalidatePath(`/studies/${access.studyId}`, 'layout')
  },
)
