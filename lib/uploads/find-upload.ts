import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

/**
 * An upload with the prompt set it belongs to. Only for functions that hold an access.
 * @throws AppError `not_found`
 */
export async function findUpload(uploadId: string) {
  const upload = z.uuid().safeParse(uploadId).success
    ? await db.upload.findUnique({
        where: { id: uploadId },
        include: { promptSet: { select: { id: true, name: true, _count: { select: { prompts: true } } } } },
      })
    : null
  if (!upload) throw new AppError('not_found')
  return upload
}
