'use server'

import { action } from '@/lib/server/action'
import { changePrompt, changeSet } from '@/lib/uploads/change-set'
import { removeResponses } from '@/lib/uploads/remove-responses'
import { PromptInput, ResponsesInput, SetInput } from '@/lib/uploads/schema'

/** Says what a prompt set is, and under which terms its texts may be given on. */
export const saveSet = action({ input: SetInput, needs: 'uploads:manage' }, changeSet)

/** Puts a prompt into another category and gives it other tags. */
export const savePrompt = action({ input: PromptInput, needs: 'uploads:manage' }, changePrompt)

/** Takes a system's responses out of a set that no study uses them from. */
export const remove = action({ input: ResponsesInput, needs: 'uploads:manage' }, removeResponses)
