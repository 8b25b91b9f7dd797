import 'server-only'
import type { PoolClient } from 'pg'
import { db, type Tx } from './client'
import { Prisma } from './generated/client'

/** So many rows should be planned for by whoever reads them next; autovacuum would come too late. */
const WORTH_ANALYZING = 2000

type Tables = '"Item", "Assignment"' | '"Prompt"' | '"SystemResponse"'

/** Has tables analyzed by the transaction that wrote so many rows into them, where these are many. */
export async function analyzeWritten(tx: PoolClient | Tx, tables: Tables, written: number): Promise<void> {
  if (written <= WORTH_ANALYZING) return
  const statement = `ANALYZE ${tables}`
  if ('release' in tx) await tx.query(statement)
  else await tx.$executeRaw(Prisma.raw(statement))
}

/** From so many rows on a table is one to plan for. */
export const WORTH_PLANNING = 64

/**
 * Has the tables of slots and calls analyzed that were not since they were empty: of an empty table every index is as good as
 * any other, and for each call all rows of its study would be read. Autovacuum comes a minute and many calls later.
 */
export async function analyzeYoung(): Promise<void> {
  const young = await db.$queryRaw<{ name: string }[]>`
    SELECT c.oid::regclass::text AS name FROM pg_class c
    WHERE c.oid = ANY (ARRAY['"Item"', '"Assignment"', '"ModelCall"']::regclass[]) AND c.reltuples < ${WORTH_PLANNING}`
  // Their names, as the database quotes them.
  for (const { name } of young) await db.$executeRaw`ANALYZE ${Prisma.raw(name)}`
}
