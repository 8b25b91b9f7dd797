import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { PrismaClient } from './generated/client'

type Connections = { pool: pg.Pool; bulk: pg.Pool; prisma: PrismaClient }

/** Long transactions at once in this process; more wait their turn, holding nothing. */
const MOST_BULK = 3

function connect(): Connections {
  const pool = makePool(env().DATABASE_POOL)
  // In a rush a transaction waits its turn for a connection: people would rather wait than be told to try again.
  const transactionOptions = { maxWait: 30_000, timeout: 30_000 }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), transactionOptions })
  // Long transactions read through Prisma as well: were both in one pool, enough of them would wait for each other.
  return { pool, bulk: makePool(MOST_BULK), prisma }
}

function makePool(max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max })
  // Connections break when the server restarts, idle ones and those in a transaction. The pool replaces them, and what
  // was under way fails and is told; unheard, the event would end the process.
  pool.on('connect', (client) => client.on('error', (err) => log.warn({ err }, 'database connection lost')))
  pool.on('error', () => undefined)
  return pool
}

// One pool a process: development reloads modules, and each reload would open another.
const holder = globalThis as { evenhandDb?: Connections }

function connections(): Connections {
  holder.evenhandDb ??= connect()
  return holder.evenhandDb
}

/** Prisma, connected at first use. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get: (_, key) => Reflect.get(connections().prisma, key),
})

export type Tx = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

/** The pool under Prisma, for COPY and cursors, which Prisma has no way to say. */
export function pool(): pg.Pool {
  return connections().pool
}

/** Runs what needs COPY or many rows in one transaction of a connection of its own; all of it stands, or nothing. */
export async function inTransaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await connections().bulk.connect()
  try {
    await client.query('BEGIN')
    // Each session keeps its plans of key checks: made while a table was small they scan it, row by row of a large study.
    await client.query('DISCARD PLANS')
    const result = await run(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}

/**
 * Asks with a statement that each connection prepares once: for the hot path, where Prisma would cost more than the
 * query does.
 * @param name names this text, everywhere
 */
export async function askPrepared(name: string, text: string, values: unknown[]): Promise<unknown[]> {
  return (await pool().query({ name, text, values })).rows
}

/** Ends all connections of this process; scripts and tests call it last. */
export async function disconnect(): Promise<void> {
  const open = holder.evenhandDb
  holder.evenhandDb = undefined
  await open?.prisma.$disconnect()
  await open?.pool.end().catch(() => undefined)
  await open?.bulk.end()
}
