'use server'

import { z } from 'zod'
import { StudyInput } from '@/lib/designs/schema'
import { word } from '@/lib/inputs'
import { findPrompts } from '@/lib/prompts/find-prompts'
import { action } from '@/lib/server/action'
import { createStudy } from '@/lib/studies/create-study'

/** Makes a draft and says which. */
export const createDraft = action({ input: StudyInput, needs: 'studies:create' }, async (access, input) => ({
  studyId: await createStudy(access, input),
}))

const search = z.object({ setId: z.uuid(), words: word(200) })

/** Prompts of a set by id or words, for gold and practice items. */
export const searchPrompts = action({ input: search, needs: 'prompts:read' }, findPrompts)
