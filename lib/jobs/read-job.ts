import 'server-only'
import { z } from 'zod'
import { authorizeActor } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { JobProblem } from './state'

const About = z.object({ studyId: z.uuid().optional(), uploadId: z.uuid().optional(), actorId: z.uuid().optional() })

const Row = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(['waiting', 'running', 'failed', 'cancelled', 'finished']),
  done: z.number(),
  total: z.number(),
  askedAt: z.date(),
  endedAt: z.date().nullable(),
  about: About,
  output: z.unknown(),
})

/** How a job stands that somebody asked for: how far it is, what it is about, and why it failed. */
export type JobRead = {
  id: string
  kind: string
  status: z.output<typeof Row>['status']
  progress: { done: number; total: number }
  askedAt: Date
  endedAt: Date | null
  studyId: string | null
  uploadId: string | null
  problem: { code: string; detail: string; fields: Record<string, string[]> | null } | null
}

/**
 * A job, as long as it is known: an ended one for half a day.
 * @param studyIds the studies that whoever asks may be told of; null for all of theirs
 * @throws AppError `not_found` for one that neither they asked for, nor is about a study of theirs
 */
export async function readJob(actor: Actor, jobId: string, studyIds: ReadonlySet<string> | null): Promise<JobRead> {
  const rows = await db.$queryRaw`
    SELECT j.id, j.name AS kind, coalesce(r.done, 0) AS done, coalesce(r.total, 0) AS total, j.data AS about, j.output,
           j.created_on AS "askedAt", j.completed_on AS "endedAt",
           CASE WHEN j.state = 'active' THEN 'running' WHEN j.state < 'active' THEN 'waiting'
                WHEN j.state = 'completed' THEN 'finished' ELSE j.state::text END AS status
    FROM pgboss.job j LEFT JOIN "JobRun" r ON r.id = j.id WHERE j.id = ${jobId}::uuid`
  const row = z.array(Row).max(1).parse(rows)[0]
  if (!row || !(await mayRead(actor, row.about, studyIds))) throw new AppError('not_found')
  const { id, kind, status, done, total, askedAt, endedAt, about } = row
  const { studyId = null, uploadId = null } = about
  const problem = status === 'failed' ? problemOf(row.output) : null
  return { ...{ id, kind, status, progress: { done, total }, askedAt, endedAt }, ...{ studyId, uploadId, problem } }
}

async function mayRead(
  actor: Actor,
  { studyId, actorId }: z.output<typeof About>,
  studyIds: ReadonlySet<string> | null,
): Promise<boolean> {
  if (studyIds && !(studyId && studyIds.has(studyId))) return false
  if (actorId === actor.id || actor.role === 'ADMIN') return true
  if (!studyId) return false
  return authorizeActor(actor, studyId, 'study:read').then(
    () => true,
    () => false,
  )
}

function problemOf(output: unknown): JobRead['problem'] {
  const { message, code = 'unexpected', fields = null } = JobProblem.parse(output)
  return { code, detail: message, fields }
}
