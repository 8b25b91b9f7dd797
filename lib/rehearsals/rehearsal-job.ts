import 'server-only'
import { z } from 'zod'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { findAsker } from '@/lib/jobs/actor'
import type { Job, JobRun } from '@/lib/jobs/job'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { takeTurns } from './take-turns'

const Payload = z.object({ studyId: z.uuid(), actorId: z.uuid() })
type Payload = z.output<typeof Payload>

/** Opens a rehearsal, lets its simulated annotators judge, and closes it; or goes on where it was broken off. */
export const rehearsalJob: Job<Payload> = {
  name: 'rehearsal',
  title: 'Rehearsal',
  payload: Payload,
  atOnce: 2,
  retries: 5,
  run: async ({ studyId, actorId }, run) => {
    const { finishedAt } = await db.rehearsal.findUniqueOrThrow({ where: { studyId }, select: { finishedAt: true } })
    if (finishedAt) return {}
    try {
      await rehearse(await authorizeActor(await findAsker(actorId), studyId, 'study:run'), run)
    } catch (error) {
      if (error instanceof AppError)
        await db.rehearsal.updateMany({ where: { studyId }, data: { problem: error.message } })
      throw error
    }
    await db.rehearsal.updateMany({ where: { studyId }, data: { finishedAt: new Date(), problem: null } })
    return {}
  },
}

async function rehearse(access: Access<'study:run'>, run: JobRun): Promise<void> {
  const { status } = await db.study.findUniqueOrThrow({ where: { id: access.studyId }, select: { status: true } })
  if (status === 'DRAFT') await openStudy(access, run.tell)
  await takeTurns(access.studyId, run)
  run.signal.throwIfAborted()
  // Somebody may have closed it in the meantime.
  const after = await db.study.findUnique({ where: { id: access.studyId }, select: { status: true } })
  if (after?.status === 'PAUSED') throw new AppError('conflict', { message: 'The study is paused. Resume it first.' })
  if (after?.status === 'OPEN') await setStatus(access, 'close')
}
