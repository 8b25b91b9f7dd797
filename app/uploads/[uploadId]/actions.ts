'use server'

import { beginRendering, renderUpload } from '@/lib/judgments/render-ahead'
import { action } from '@/lib/server/action'
import { discardUpload } from '@/lib/uploads/discard-upload'
import { importUpload } from '@/lib/uploads/import-upload'
import { DiscardInput, ImportInput } from '@/lib/uploads/schema'

/** Writes the rows of a reviewed upload, all or none. */
export const runImport = action({ input: ImportInput, needs: 'uploads:manage' }, async (access, input) => {
  const outcome = await importUpload(access, input)
  beginRendering(() => renderUpload(input.uploadId))
  return outcome
})

/** Throws a reviewed upload away. */
export const discard = action({ input: DiscardInput, needs: 'uploads:manage' }, discardUpload)
