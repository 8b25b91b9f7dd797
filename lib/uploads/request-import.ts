import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { type JobState, readLatest } from '@/lib/jobs/state'
import { awaitImport } from './await-import'
import { findUpload } from './find-upload'
import { importJob } from './import-job'
import { ownUploads, requireUploads } from './own-uploads'
import type { ImportInput } from './schema'

/**
 * Has an upload imported by a job, and waits a while for it.
 * @param patience milliseconds
 * @returns the job, and whether it is in by now; it will be when the job is done
 * @throws AppError `upload_settled` when it was imported or discarded before; whatever `importUpload` refuses
 */
export async function requestImport(
  { actor }: SiteAccess<'uploads:manage'>,
  input: ImportInput,
  patience?: number,
): Promise<{ isImported: boolean; jobId: string }> {
  const { uploadId } = input
  await requireUploads(actor)
  const jobId = await db.$transaction(async (tx) => {
    const upload = await tx.upload.findFirst({
      where: { id: uploadId, ...ownUploads(actor) },
      select: { status: true },
    })
    if (upload?.status !== 'STAGED') throw new AppError(upload ? 'upload_settled' : 'not_found')
    return enqueue(tx, importJob, { ...input, actorId: actor.id }, uploadId)
  })
  return { isImported: (await awaitImport(importJob, uploadId, patience)) !== null, jobId }
}

/** How the import of an upload stands that was asked for; null when none was lately. */
export async function readImport({ actor }: SiteAccess<'uploads:manage'>, uploadId: string): Promise<JobState | null> {
  await findUpload(actor, uploadId)
  return readLatest(importJob, uploadId)
}
