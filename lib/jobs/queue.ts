import 'server-only'
import { z } from 'zod'
import { db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { boss, ensureQueue, within } from './boss'
import type { Job, JobName } from './job'

const Ids = z.array(z.object({ id: z.string() })).max(1)

/**
 * Asks for a job in the caller's transaction: it is there when that is committed, and never without it.
 * @param key what the job is about. While one of this kind is waiting or under way about it, that is the one
 * @returns the job's id
 */
export async function enqueue<P extends object>(tx: Tx, job: Job<P>, payload: P, key: string): Promise<string> {
  await ensureQueue(job)
  // Of several who ask at once, one asks and the others join.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${job.name}/${key}`}, 0))`
  const live = await findLive(job, key, tx)
  if (live) return live
  const id = await boss().send(job.name, payload, { singletonKey: key, db: within(tx) })
  if (!id) throw new Error(`The queue ${job.name} took no job`)
  return id
}

/** The id of the job of this kind that is waiting or under way about `key`, if there is one. */
export async function findLive({ name }: JobName, key: string, tx: Tx | typeof db = db): Promise<string | undefined> {
  const rows = await tx.$queryRaw`
    SELECT id FROM pgboss.job WHERE name = ${name} AND singleton_key = ${key} AND state < 'completed' LIMIT 1`
  return Ids.parse(rows)[0]?.id
}

/** The jobs of a kind that are waiting or under way about what `key` names in another query. */
export function liveJob({ name }: JobName, key: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT FROM pgboss.job j WHERE j.name = ${name} AND j.singleton_key = ${key}::text AND j.state < 'completed'`
}
