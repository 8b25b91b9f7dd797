'use server'

import { revalidatePath } from 'next/cache'
import { ListedNameInput } from '@/lib/names/schema'
import { addName, removeName } from '@/lib/names/word-list'
import { action } from '@/lib/server/action'

/** Adds a word to those that are looked for in responses. */
export const add = action({ input: ListedNameInput, needs: 'names:manage' }, async (access, input) => {
  await addName(access, input)
  revalidatePath('/admin/names')
})

/** Takes a word from the list. */
export const remove = action({ input: ListedNameInput, needs: 'names:manage' }, async (access, input) => {
  await removeName(access, input)
  revalidatePath('/admin/names')
})
