import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue } from '@/lib/jobs/queue'
import { asAppError, waitForJob } from '@/lib/jobs/state'
import { openingJob } from './opening-job'

/** Small studies are open before anybody would see that they are not. */
const PATIENCE_MS = 8000

/**
 * Has a draft opened by a job, and waits a while for it. Who asks while it is being opened waits for the same.
 * @param patience milliseconds
 * @returns the job, and whether the study is open by now; it will be when the job is done
 * @throws AppError `study_frozen` when it is no draft any more; whatever `openStudy` refuses
 */
export async function requestOpening(
  { actor, studyId }: Access<'study:run'>,
  patience = PATIENCE_MS,
): Promise<{ isOpen: boolean; jobId: string }> {
  await db.$transaction(async (tx) => {
    const { status } = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { status: true } })
    if (status !== 'DRAFT') throw new AppError('study_frozen')
    await enqueue(tx, openingJob, { studyId, actorId: actor.id }, studyId)
  })
  const job = await waitForJob(openingJob, studyId, patience)
  if (job.state === 'failed') throw asAppError(job.problem)
  if (job.state === 'cancelled') throw new AppError('conflict', { message: 'Somebody cancelled the opening.' })
  return { isOpen: job.state === 'finished', jobId: job.id }
}
