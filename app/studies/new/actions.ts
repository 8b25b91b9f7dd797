'use server'

import { action } from '@/lib/server/action'
import { createStudy } from '@/lib/studies/create-study'
import { StudyInput } from '@/lib/studies/schema'

/** Makes a draft and says which. */
export const createDraft = action({ input: StudyInput, needs: 'studies:create' }, async (access, input) => ({
  studyId: await createStudy(access, input),
}))
