import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError, type Problem } from '@/lib/errors'
import type { JobName } from './job'
import { wakeWorker } from './wake'

/** Why a job ended before its end; `code` and `fields` where it is somebody's to mend. */
export type JobProblem = Pick<Problem, 'message' | 'fields'> & { code?: Problem['code'] }

/** A problem as it is kept. */
export const JobProblem = z.object({
  message: z.string(),
  code: z.string().optional(),
  fields: z.record(z.string(), z.array(z.string())).optional(),
}) as unknown as z.ZodType<JobProblem>

const Row = z.object({
  id: z.string(),
  state: z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed']),
  done: z.number(),
  total: z.number(),
  output: z.unknown(),
  payload: z.unknown(),
  at: z.date().nullable(),
})

/** How a job stands: `done` of `total` steps, none of which are known before it tells. */
export type JobState<Payload = unknown> = { id: string } & (
  | { state: 'waiting' | 'running'; done: number; total: number }
  | { state: 'finished'; output: unknown }
  | { state: 'failed'; problem: JobProblem; at: Date; payload: Payload }
  | { state: 'cancelled'; payload: Payload }
)

const STATES = { created: 'waiting', retry: 'waiting', active: 'running' } as const

/** The latest job of a kind about `key`; null when there was none lately. */
export async function readLatest<Payload>({ name }: JobName<Payload>, key: string): Promise<JobState<Payload> | null> {
  const rows = await db.$queryRaw`
    SELECT j.id, j.state::text, coalesce(r.done, 0) AS done, coalesce(r.total, 0) AS total, j.output, j.data AS payload,
           j.completed_on AS at
    FROM pgboss.job j LEFT JOIN "JobRun" r ON r.id = j.id
    WHERE j.name = ${name} AND j.singleton_key = ${key} ORDER BY j.state < 'completed' DESC, j.created_on DESC LIMIT 1`
  // What was told is of the job's own shape, or it would not have been asked for.
  return (z.array(Row.transform(toState)).max(1).parse(rows)[0] as JobState<Payload> | undefined) ?? null
}

function toState({ id, state, done, total, output, payload, at }: z.output<typeof Row>): JobState {
  if (state === 'completed') return { id, state: 'finished', output }
  if (state === 'failed') return { id, state, problem: JobProblem.parse(output), at: at ?? new Date(), payload }
  return state === 'cancelled' ? { id, state, payload } : { id, state: STATES[state], done, total }
}

/** Whether a job is waiting or under way. */
export function isLive(job: JobState | null): boolean {
  return job?.state === 'waiting' || job?.state === 'running'
}

const FIRST_LOOK_MS = 40
const LONGEST_PAUSE_MS = 500

/**
 * Waits a while for a job that was just asked for: most are done before anybody would see that they are not.
 * @returns how it stands then
 */
export async function waitForJob(job: JobName, key: string, patience: number): Promise<JobState> {
  wakeWorker()
  const until = Date.now() + patience
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
    await pause(wait)
    const state = await readLatest(job, key)
    if (!state) throw new AppError('conflict', { message: 'The job is gone: somebody removed it. Try again.' })
    if (!isLive(state) || Date.now() >= until) return state
  }
}

/** The failure of a job as whoever asked for it is told. */
export function asAppError({ code = 'conflict', message, fields }: JobProblem): AppError {
  return new AppError(code, { message, ...(fields && { fields }) })
}
