import 'server-only'
import type { PoolClient } from 'pg'
import type { Tx } from './client'
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
