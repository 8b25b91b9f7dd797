import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { readLatest } from '@/lib/jobs/state'
import { rehearsalJob } from '@/lib/rehearsals/rehearsal-job'
import { openingJob } from '@/lib/studies/opening-job'

export const Opening = z.object({ written: z.number(), total: z.number() })
export type Opening = z.output<typeof Opening>

/**
 * How many items and slots the opening of a draft has written so far, of how many; none of either before it has planned
 * them. Null when it is not being opened.
 */
export async function readOpening({ studyId }: Access<'study:read'>): Promise<Opening | null> {
  const [own, rehearsal] = await Promise.all([readLatest(openingJob, studyId), readLatest(rehearsalJob, studyId)])
  for (const job of [own, rehearsal])
    if (job?.state === 'waiting' || job?.state === 'running') return { written: job.done, total: job.total }
  return null
}

/** Why the last attempt to open a study failed, and when; null when it did not, or none was made lately. */
export async function readFailedOpening({ studyId }: Access<'study:read'>): Promise<{ why: string; at: Date } | null> {
  const job = await readLatest(openingJob, studyId)
  return job?.state === 'failed' ? { why: job.problem.message, at: job.at } : null
}
