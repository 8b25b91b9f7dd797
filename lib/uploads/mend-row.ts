import 'server-only'
import type { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import { db, inUploadTransaction } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findUpload } from './find-upload'
import { matchRows } from './match-rows'
import type { ChosenPrompt, RowInput } from './schema'

/** What a prompt can be chosen for: who answers is known, and what was asked is not, or not for certain. */
const WITHOUT_PROMPT = ['unknown_prompt', 'ambiguous', 'prompt_differs']

/**
 * Says which prompt of the set a response answers. All checks are made anew.
 * @throws AppError `not_found`; `upload_settled` when the upload was decided on; `conflict` for a row with another problem
 */
export async function choosePrompt(
  { actor }: SiteAccess<'uploads:manage'>,
  { uploadId, rowId, promptId }: z.output<typeof ChosenPrompt>,
): Promise<void> {
  const { kind, status, promptSetId } = await findUpload(actor, uploadId)
  if (status !== 'STAGED') throw new AppError('upload_settled')
  const prompt = promptSetId
    ? await db.prompt.findFirst({ where: { id: promptId, promptSetId }, select: { externalId: true } })
    : null
  if (!prompt || !promptSetId) throw new AppError('not_found')
  await inUploadTransaction(async (client) => {
    const { rowCount } = await client.query(
      `UPDATE "UploadRow" SET "externalId" = $3, "promptDigest" = NULL, problem = NULL, detail = NULL
       WHERE "uploadId" = $1 AND id = $2 AND problem = ANY ($4) AND messages IS NOT NULL`,
      [uploadId, rowId, prompt.externalId, WITHOUT_PROMPT],
    )
    if (rowCount === 0)
      throw new AppError('conflict', { message: 'This row has its prompt by now. Load the page again.' })
    await matchRows(client, { id: uploadId, kind, promptSetId, places: 'lines' })
  })
}

/**
 * Takes one empty response for what the system said.
 * @throws AppError `not_found`; `upload_settled`; `conflict` for a row that is not empty
 */
export async function acceptEmptyRow(
  { actor }: SiteAccess<'uploads:manage'>,
  { uploadId, rowId }: RowInput,
): Promise<void> {
  const { status } = await findUpload(actor, uploadId)
  if (status !== 'STAGED') throw new AppError('upload_settled')
  const { count } = await db.uploadRow.updateMany({
    where: { uploadId, id: BigInt(rowId), problem: 'empty_response', upload: { status: 'STAGED' } },
    data: { problem: null, detail: null },
  })
  if (count === 0) throw new AppError('conflict', { message: 'This row is no empty response. Load the page again.' })
}
