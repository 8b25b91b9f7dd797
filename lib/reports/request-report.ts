import 'server-only'
import { randomUUID } from 'node:crypto'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { enqueue, findLive } from '@/lib/jobs/queue'
import { asAppError, type JobState, readLatest, waitForJob } from '@/lib/jobs/state'
import { prepareReport } from './make-report'
import { type ReportPayload, reportJob } from './report-job'
import type { ReportInput } from './schema'

/** Reports of small studies are made before anybody would see that they are not. */
const PATIENCE_MS = 8000

/**
 * Has a report made by a job, and waits a while for it.
 *
 * @returns its id, and whether it is made by now
 * @throws AppError as `prepareReport`; `conflict` while another one of theirs is being made; what its making failed with
 */
export async function requestReport(
  access: SiteAccess<'studies:list'>,
  input: ReportInput,
): Promise<{ reportId: string; isMade: boolean }> {
  const { id: actorId } = access.actor
  const reportId = randomUUID()
  await refuseSecond(actorId)
  await prepareReport(access, input)
  await db.$transaction(async (tx) => {
    await refuseSecond(actorId, tx)
    await enqueue(tx, reportJob, { ...input, reportId, actorId }, actorId)
  })
  const job = await waitForJob(reportJob, actorId, PATIENCE_MS)
  if (job.state === 'failed') throw asAppError(job.problem)
  return { reportId, isMade: job.state === 'finished' }
}

async function refuseSecond(actorId: string, tx: Parameters<typeof findLive>[2] = db): Promise<void> {
  if (await findLive(reportJob, actorId, tx))
    throw new AppError('conflict', {
      message: 'A report of yours is being made. Ask for the next one when it is there.',
    })
}

/** How the report stands that somebody asked for last; null when they asked for none lately. */
export async function readReportJob({ actor }: SiteAccess<'studies:list'>): Promise<JobState<ReportPayload> | null> {
  return readLatest<ReportPayload>(reportJob, actor.id)
}
