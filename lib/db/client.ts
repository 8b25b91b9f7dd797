import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import { log } from '@/lib/log'
import { PrismaClient } from './generated/client'
import { isShared, makePool, type Purpose, takeConnection } from './pools'

type Connections = {
  pools: Record<Purpose, pg.Pool>
  prisma: PrismaClient
  /** Whether a connection keeps the statements that it was given names for; not behind a pooler. */
  keepsStatements: boolean
}

function connect(): Connections {
  const pages = makePool('pages')
  // In a rush a transaction waits its turn for a connection: people would rather wait than be told to try again.
  const transactionOptions = { maxWait: 30_000, timeout: 30_000 }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pages), transactionOptions })
  const others = { judging: makePool('judging'), downloads: makePool('downloads'), uploads: makePool('uploads') }
  // Long transactions read through Prisma as well: were both in one pool, enough of them would wait for each other.
  const pools = { pages, ...others, bulk: makePool('bulk'), jobs: makePool('jobs') }
  return { pools, prisma, keepsStatements: !isShared() }
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

/** The pool of a purpose: for COPY, cursors and prepared statements, which Prisma has no way to say. */
export function pool(purpose: Purpose): pg.Pool {
  return connections().pools[purpose]
}

/**
 * Takes a connection for something that goes at a person's pace; whoever takes it releases it.
 * @throws AppError `busy` when too many are at it
 */
export function connectFor(purpose: 'downloads' | 'uploads'): Promise<pg.PoolClient> {
  return takeConnection(pool(purpose))
}

/** Runs what needs COPY or many rows in one transaction of a connection of its own; all of it stands, or nothing. */
export async function inTransaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return transact(await pool('bulk').connect(), run)
}

/** The same for what comes in at a person's pace. @throws AppError `busy` when too many are at it */
export async function inUploadTransaction<T>(run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return transact(await connectFor('uploads'), run)
}

async function transact<T>(client: pg.PoolClient, run: (client: pg.PoolClient) => Promise<T>): Promise<T> {
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
 * query does. Who asks, claims and verdicts go this way, over connections that nothing else uses.
 * @param name names this text, everywhere
 */
export async function askPrepared(name: string, text: string, values: unknown[]): Promise<unknown[]> {
  const own = connections()
  if (!own.keepsStatements) return ask(text, values)
  try {
    return (await pool('judging').query({ name, text, values })).rows
  } catch (error) {
    if (!isOfSharing(error)) throw error
    // Refused before anything was done, so that it can be asked again. It stays so: every other one would be refused as well.
    if (own.keepsStatements) log.warn({ err: error }, 'the database shares connections: statements are sent whole')
    own.keepsStatements = false
    return ask(text, values)
  }
}

/** A statement that another session prepared, or did not: what a pooler in between makes of named ones. */
function isOfSharing(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return code === '26000' || code === '42P05'
}

/** The same for what is asked less often and best planned for what it is asked with. */
export async function ask(text: string, values: unknown[]): Promise<unknown[]> {
  return (await pool('judging').query(text, values)).rows
}

/** How many connections of each purpose this process has open and idle, and how many wait for one; opens none. */
export function countConnections() {
  return Object.entries(holder.evenhandDb?.pools ?? {}).map(([purpose, { totalCount, idleCount, waitingCount }]) => ({
    purpose,
    busy: totalCount - idleCount,
    idle: idleCount,
    waiting: waitingCount,
  }))
}

/** Ends all connections of this process; scripts and tests call it last. */
export async function disconnect(): Promise<void> {
  const open = holder.evenhandDb
  holder.evenhandDb = undefined
  await open?.prisma.$disconnect()
  await Promise.all(Object.values(open?.pools ?? {}).map((each) => each.end().catch(() => undefined)))
}
