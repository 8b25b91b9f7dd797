import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { boss, within } from '@/lib/jobs/boss'
import { liveJob } from '@/lib/jobs/queue'
import { wakeWorker } from '@/lib/jobs/wake'
import { findJob, type JobRow } from './list-jobs'

export const JobInput = z.object({ jobId: z.uuid() })
type JobInput = z.output<typeof JobInput>

/**
 * Begins a job again that failed or was cancelled, with what it was told.
 * @throws AppError `conflict` when it neither failed nor was cancelled, or another one is at the same thing by now
 */
export async function retryJob(access: SiteAccess<'jobs:manage'>, { jobId }: JobInput): Promise<void> {
  const job = await requireJob(access, jobId)
  await db.$transaction(async (tx) => {
    const others = await tx.$queryRaw<unknown[]>`
      SELECT FROM pgboss.job own WHERE own.id = ${jobId}::uuid
        AND EXISTS (${liveJob(job, Prisma.sql`own.singleton_key`)})`
    const message = 'This job is not one to begin again: it is under way, or was asked for anew in the meantime.'
    if (others.length > 0) throw new AppError('conflict', { message })
    const again = job.state === 'cancelled' ? boss().resume : boss().retry
    await requireChange(again(job.name, jobId, { db: within(tx) }), message)
    await recordAudit(tx, access.actor, { action: 'job.retry', ...describe(job) })
  })
  wakeWorker()
}

/**
 * Cancels a job that waits or is under way; what it has written stands, and nothing is left half done.
 * @throws AppError `conflict` when it is over
 */
export async function cancelJob(access: SiteAccess<'jobs:manage'>, { jobId }: JobInput): Promise<void> {
  const job = await requireJob(access, jobId)
  await db.$transaction(async (tx) => {
    await requireChange(boss().cancel(job.name, jobId, { db: within(tx) }), 'This job is over already.')
    await recordAudit(tx, access.actor, { action: 'job.cancel', ...describe(job) })
  })
  wakeWorker()
}

async function requireJob(access: SiteAccess<'jobs:manage'>, jobId: string): Promise<JobRow> {
  const job = await findJob(access, jobId)
  if (!job) throw new AppError('not_found')
  return job
}

/** pg-boss tells how many jobs it changed, which its types leave out. */
async function requireChange(change: Promise<unknown>, message: string): Promise<void> {
  const { affected } = z.object({ affected: z.number() }).parse(await change)
  if (affected === 0) throw new AppError('conflict', { message })
}

function describe({ title, study, studyId, upload }: JobRow) {
  const about = study ?? upload
  return { subject: about ? `${title}: ${about}` : title, ...(studyId && { studyId }) }
}
