import 'server-only'
import type { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { findUpload } from './find-upload'
import type { DiscardInput } from './schema'
import { settleUpload } from './settle-upload'

const ONE_MINUTE = 60_000

/**
 * Throws an upload's rows away; the note that there was one stays.
 * @throws AppError `upload_settled` when it was imported or discarded before
 */
export async function discardUpload(
  { actor }: SiteAccess<'uploads:manage'>,
  { uploadId }: z.output<typeof DiscardInput>,
): Promise<void> {
  await findUpload(actor, uploadId)
  await db.$transaction(
    async (tx) => {
      const { kind, name, filename, sha256 } = await settleUpload(tx, uploadId, 'DISCARDED')
      await tx.$executeRaw`DELETE FROM "UploadRow" WHERE "uploadId" = ${uploadId}::uuid`
      const detail = { kind, name, filename, sha256 }
      await recordAudit(tx, actor, { action: 'upload.discard', subject: uploadId, detail })
    },
    { timeout: ONE_MINUTE },
  )
}
