import 'server-only'
import { pool } from '@/lib/db/client'
import { boss } from './boss'

export type Claimed = { id: string; data: unknown }

const LEAD = `
  INSERT INTO "JobRun" (id, worker) VALUES ($1, $2)
  ON CONFLICT (id) DO UPDATE SET worker = EXCLUDED.worker, done = 0, total = 0`

/** Takes the next job of a queue for a worker; who does becomes known in the same moment. */
export async function claimJob(name: string, worker: number): Promise<Claimed | undefined> {
  const client = await pool('jobs').connect()
  const db = { executeSql: (text: string, values: unknown[]) => client.query(text, values) }
  try {
    await client.query('BEGIN')
    const [job] = await boss().fetch<object>(name, { batchSize: 1, db })
    if (job) await client.query(LEAD, [job.id, worker])
    await client.query('COMMIT')
    client.release()
    return job && { id: job.id, data: job.data }
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** Puts a job that was not done back, as if nobody had begun it. */
export async function handBack(id: string): Promise<void> {
  await pool('jobs').query(
    `UPDATE pgboss.job SET state = 'created', started_on = NULL WHERE id = $1 AND state = 'active'`,
    [id],
  )
}

/** Ends a job with a cause; it is not tried again where `isFinal`. */
export async function failJob(name: string, id: string, problem: object, isFinal: boolean): Promise<void> {
  if (isFinal) await pool('jobs').query('UPDATE pgboss.job SET retry_limit = retry_count WHERE id = $1', [id])
  await boss().fail(name, id, problem)
}

/** Notes how far a job is. */
export async function noteProgress(id: string, worker: number, done: number, total: number): Promise<void> {
  await pool('jobs').query('UPDATE "JobRun" SET done = $3, total = $4 WHERE id = $1 AND worker = $2', [
    ...[id, worker, done, total],
  ])
}

/** Forgets who was at a job, which ends the wait of whoever stopped it. */
export async function forgetRun(id: string, worker: number): Promise<void> {
  await pool('jobs').query('DELETE FROM "JobRun" WHERE id = $1 AND worker = $2', [id, worker])
}

/** Forgets runs of jobs that nobody is at any more. */
export async function forgetLeftRuns(): Promise<void> {
  await pool('jobs').query(
    `DELETE FROM "JobRun" r WHERE NOT EXISTS (SELECT FROM pgboss.job j WHERE j.id = r.id AND j.state = 'active')`,
  )
}
