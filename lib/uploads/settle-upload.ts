import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { Upload } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'

/**
 * Takes an upload out of the waiting room. Of two who try at once, exactly one succeeds.
 * @throws AppError `not_found`, or `upload_settled` when it was imported or discarded before
 */
export async function settleUpload(tx: Tx, uploadId: string, status: 'IMPORTED' | 'DISCARDED'): Promise<Upload> {
  const [upload] = await tx.upload.updateManyAndReturn({
    where: { id: uploadId, status: 'STAGED' },
    data: { status, ...(status === 'IMPORTED' && { importedAt: new Date() }) },
  })
  if (upload) return upload
  const settled = await tx.upload.findUnique({ where: { id: uploadId }, select: { id: true } })
  throw new AppError(settled ? 'upload_settled' : 'not_found')
}
