import 'server-only'
import { randomInt } from 'node:crypto'
import pg from 'pg'
import { env } from '@/lib/env'

/** The first half of the locks by which processes that work are known to live. */
export const PRESENCE = 0x65_76_68_6a

/** A process that works: others see by a lock on `worker` that it lives. */
export type Presence = { worker: number; leave: () => Promise<void> }

// The lock is a transaction's, not a session's, so that it holds behind a PgBouncer, too; between statements such a
// transaction keeps nothing from being vacuumed. A machine that vanishes is noticed after half a minute.
const STAY = `
  SET LOCAL idle_in_transaction_session_timeout = 0;
  SET LOCAL tcp_keepalives_idle = 15; SET LOCAL tcp_keepalives_interval = 5; SET LOCAL tcp_keepalives_count = 3`

/**
 * Takes a lock that ends with this process, or with its way to the database, however either ends.
 * @param onLost hears when the lock is gone before `leave`
 */
export async function takePresence(onLost: () => void): Promise<Presence> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true, application_name: 'worker' })
  let isLeaving = false
  client.on('error', () => undefined)
  client.on('end', () => isLeaving || onLost())
  try {
    await client.connect()
    await client.query('BEGIN')
    await client.query(STAY)
    const worker = randomInt(2 ** 31)
    // Not as a statement with parameters: its portal would stay open, and its snapshot keep all dead rows of the database.
    await client.query(`SELECT pg_advisory_xact_lock(${PRESENCE}, ${worker})`)
    return { worker, leave: () => leave() }
  } catch (error) {
    await leave()
    throw error
  }

  async function leave() {
    isLeaving = true
    await client.end().catch(() => undefined)
  }
}
