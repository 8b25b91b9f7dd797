'use server'

import { action } from '@/lib/server/action'
import { discardUpload } from '@/lib/uploads/discard-upload'
import { requestImport } from '@/lib/uploads/request-import'
import { DiscardInput, ImportInput } from '@/lib/uploads/schema'

/** Writes the rows of a reviewed upload, all or none; of a large one, after a while. */
export const runImport = action({ input: ImportInput, needs: 'uploads:manage' }, requestImport)

/** Throws a reviewed upload away. */
export const discard = action({ input: DiscardInput, needs: 'uploads:manage' }, discardUpload)
