import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue, findLive } from '@/lib/jobs/queue'
import { wakeWorker } from '@/lib/jobs/wake'
import { rehearsalJob } from './rehearsal-job'

/**
 * Lets a rehearsal that was broken off go on.
 * @throws AppError `conflict` when it is under way already, or over
 */
export async function resumeRehearsal({ actor, studyId }: Access<'study:run'>): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.rehearsal.updateMany({ where: { studyId, finishedAt: null }, data: { problem: null } })
    if (count === 0 || (await findLive(rehearsalJob, studyId, tx)))
      throw new AppError('conflict', { message: 'This rehearsal is under way already, or over.' })
    await enqueue(tx, rehearsalJob, { studyId, actorId: actor.id }, studyId)
  })
  wakeWorker()
}
