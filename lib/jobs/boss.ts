import 'server-only'
import PgBoss from 'pg-boss'
import { pool, type Tx } from '@/lib/db/client'
import { log } from '@/lib/log'
import type { Job } from './job'

/** A run takes no longer than this; a process that ended is noticed at once. */
const EXPIRE_HOURS = 23

/** Failed jobs can be begun again for two weeks; pg-boss puts ended ones away after half a day. */
const FAILED_KEPT_SECONDS = 14 * 86_400

type Holder = { boss: PgBoss; queues: Map<string, Promise<void>> }

// Development reloads modules, and the server's bundles have a copy each.
const holder = globalThis as { evenhandBoss?: Holder }

function held(): Holder {
  holder.evenhandBoss ??= { boss: makeBoss(), queues: new Map() }
  return holder.evenhandBoss
}

function makeBoss(): PgBoss {
  const db = { executeSql: (text: string, values: unknown[]) => pool('jobs').query(text, values) }
  // Only what works starts it, and keeps the queues tidy; to ask for a job it need not be started.
  const upkeep = { supervise: true, schedule: false, archiveFailedAfterSeconds: FAILED_KEPT_SECONDS }
  const boss = new PgBoss({ db, migrate: false, ...upkeep })
  boss.on('error', (err) => log.warn({ err }, 'the queue of jobs failed'))
  return boss
}

/** The queues of jobs: pg-boss over connections of their own. Its tables are made by `prisma/migrate.mjs`. */
export function boss(): PgBoss {
  return held().boss
}

/** Makes a job's queue where there is none yet, and gives it the job's policy. */
export function ensureQueue({ name, retries }: Pick<Job<object>, 'name' | 'retries'>): Promise<void> {
  const { queues } = held()
  let made = queues.get(name)
  if (!made) {
    const policy = { name, retryLimit: retries, retryDelay: 2, retryBackoff: true, expireInHours: EXPIRE_HOURS }
    made = boss()
      .createQueue(name, { ...policy })
      .then(() => boss().updateQueue(name, { ...policy }))
    made.catch(() => queues.delete(name))
    queues.set(name, made)
  }
  return made
}

/** Lets pg-boss write in a transaction of Prisma's. */
export function within(tx: Tx): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const isJson = (value: unknown) => value !== null && typeof value === 'object' && !Array.isArray(value)
      const plain = values.map((value) => (isJson(value) ? JSON.stringify(value) : value))
      return { rows: await tx.$queryRawUnsafe(text, ...plain) }
    },
  }
}
