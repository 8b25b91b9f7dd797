import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { asAppError, type JobState, readLatest, waitForJob } from '@/lib/jobs/state'
import { ImportedStudy, importStudyJob } from './import-study-job'
import type { FinishedStudyInput } from './schema'

/** Most studies are in before anybody would see that they are not. */
const PATIENCE_MS = 8000

/**
 * Has a closed study made of reviewed files by a job, and waits a while for it.
 * @returns the study's id; null when the job is still at it
 * @throws AppError `upload_settled`, `not_found`; whatever `importStudy` refuses
 */
export async function requestStudyImport(
  { actor }: SiteAccess<'uploads:manage'>,
  input: FinishedStudyInput,
): Promise<{ studyId: string | null }> {
  const { importId } = input
  await db.$transaction(async (tx) => {
    const found = await tx.studyImport.findUnique({ where: { id: importId }, select: { status: true } })
    if (found?.status !== 'STAGED') throw new AppError(found ? 'upload_settled' : 'not_found')
    await enqueue(tx, importStudyJob, { ...input, actorId: actor.id }, importId)
  })
  const job = await waitForJob(importStudyJob, importId, PATIENCE_MS)
  if (job.state === 'failed') throw asAppError(job.problem)
  if (job.state === 'cancelled') throw new AppError('conflict', { message: 'Somebody cancelled the import.' })
  return { studyId: job.state === 'finished' ? ImportedStudy.parse(job.output).studyId : null }
}

/** How the import stands that was asked for; null when none was lately. */
export async function readStudyImport(
  _access: SiteAccess<'uploads:manage'>,
  importId: string,
): Promise<JobState | null> {
  return readLatest(importStudyJob, importId)
}
