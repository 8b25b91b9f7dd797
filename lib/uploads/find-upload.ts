import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { ownUploads } from './own-uploads'

/**
 * An upload of somebody's, or for an admin any, with the prompt set it belongs to. Only for functions that hold an access.
 * @throws AppError `not_found`
 */
export async function findUpload(actor: Actor, uploadId: string) {
  const upload = z.uuid().safeParse(uploadId).success
    ? await db.upload.findFirst({
        where: { id: uploadId, ...ownUploads(actor) },
        include: { promptSet: { select: { id: true, name: true, _count: { select: { prompts: true } } } } },
      })
    : null
  if (!upload) throw new AppError('not_found')
  return upload
}
