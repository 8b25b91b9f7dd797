'use server'

import { findPrompts } from '@/lib/prompts/find-prompts'
import { action } from '@/lib/server/action'
import { discardUpload } from '@/lib/uploads/discard-upload'
import { lookAtHub, pullFromHub } from '@/lib/uploads/hub/pull'
import { HubInput, PullInput } from '@/lib/uploads/hub/schema'
import { lookAtRow } from '@/lib/uploads/look-at-row'
import { acceptEmptyRow, choosePrompt } from '@/lib/uploads/mend-row'
import { requestImport } from '@/lib/uploads/request-import'
import { ChosenPrompt, DiscardInput, ImportInput, RowInput, SearchInput } from '@/lib/uploads/schema'

/** Writes the rows of a reviewed upload, all or none; of a large one, after a while. */
export const runImport = action({ input: ImportInput, needs: 'uploads:manage' }, requestImport)

/** Throws a reviewed upload away. */
export const discard = action({ input: DiscardInput, needs: 'uploads:manage' }, discardUpload)

/** What a problem row holds, beside what stands in its way. */
export const lookAt = action({ input: RowInput, needs: 'uploads:manage' }, lookAtRow)

/** Says which prompt a response answers. */
export const choose = action({ input: ChosenPrompt, needs: 'uploads:manage' }, choosePrompt)

/** Takes one empty response for what the system said. */
export const acceptEmpty = action({ input: RowInput, needs: 'uploads:manage' }, acceptEmptyRow)

/** Prompts of a set by some words. */
export const search = action({ input: SearchInput, needs: 'prompts:read' }, findPrompts)

/** Which files a data set of the hub has. */
export const lookAtDataSet = action({ input: HubInput, needs: 'uploads:manage' }, lookAtHub)

/** Brings files of a data set into the waiting room. */
export const pull = action({ input: PullInput, needs: 'uploads:manage' }, (access, input) => pullFromHub(access, input))
