import 'server-only'
import pg from 'pg'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { giveWayInDatabase } from './give-way'

/**
 * What connections are for. Each has a pool of its own, so that what may take long, or waits for somebody's network, holds
 * up only its like: claims and verdicts go on whatever pages, downloads and uploads do.
 */
export type Purpose = 'judging' | 'pages' | 'downloads' | 'uploads' | 'bulk' | 'jobs'

/** How long a download or an upload waits for its turn before it is told to come again. */
const PATIENCE_MS = 15_000

/** Statements that take longer are stopped; where none is named, what is done in between bounds them. */
const STATEMENT_MS: Partial<Record<Purpose, number>> = { judging: 15_000, pages: 120_000, jobs: 120_000 }

// Claims and verdicts are the same few statements again and again: each is planned once a connection, whatever values come.
const OPTIONS: Partial<Record<Purpose, string>> = { judging: '-c plan_cache_mode=force_generic_plan' }

/** Connections at most: `DATABASE_POOL` for judging and pages, and a few for what takes long. */
function mostOf(purpose: Purpose): number {
  const judging = Math.max(1, Math.floor(env().DATABASE_POOL * 0.4))
  const most = { judging, pages: env().DATABASE_POOL - judging, downloads: 3, uploads: 2, bulk: 2, jobs: 4 }
  return most[purpose]
}

/**
 * Whether connections are shared with others between transactions, as behind PgBouncer: the address says it (`pgbouncer=true`), or
 * the setting. Then sessions have no settings of ours, and keep no statements.
 */
export function isShared(): boolean {
  const { DATABASE_URL, DATABASE_PREPARED } = env()
  return DATABASE_PREPARED === 'off' || new URL(DATABASE_URL).searchParams.get('pgbouncer') === 'true'
}

/** A pool that opens connections when they are needed, and closes them after ten idle seconds. */
export function makePool(purpose: Purpose): pg.Pool {
  const { DATABASE_URL } = env()
  // PgBouncer takes no such setting for a connection that it shares.
  const limits = isShared() ? {} : { statement_timeout: STATEMENT_MS[purpose], options: OPTIONS[purpose] }
  const pool = new pg.Pool({ connectionString: DATABASE_URL, max: mostOf(purpose), ...limits })
  // Connections break when the server restarts, idle ones and those in a transaction. The pool replaces them, and what
  // was under way fails and is told; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', (err) => log.warn({ err }, 'database connection lost')))
  pool.on('error', () => undefined)
  if (purpose !== 'judging') pool.on('connect', (client) => void giveWayInDatabase(client))
  return pool
}

/**
 * Takes a connection of a pool, and waits for one only so long.
 * @throws AppError `busy` when none has come free by then
 */
export async function takeConnection(pool: pg.Pool): Promise<pg.PoolClient> {
  const coming = pool.connect()
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null)
  })
  const client = await Promise.race([coming, tooLong]).finally(() => clearTimeout(timer))
  if (client) return client
  // It comes when nobody waits for it any more.
  coming.then(
    (late) => late.release(),
    () => undefined,
  )
  throw new AppError('busy', { message: 'Too many files are on their way at this moment. Try again in a minute.' })
}
