import 'server-only'
import type { PoolClient } from 'pg'
import type { Tx } from '@/lib/db/client'

/**
 * Deletes the judgments and slots of a simulation, and its ledger. Of any other study the database refuses: what people judged stays.
 * @returns how many judgments there were
 */
export async function discard(client: PoolClient, studyId: string): Promise<number> {
  const { rowCount } = await client.query(`DELETE FROM "Judgment" WHERE "studyId" = $1`, [studyId])
  for (const table of ['LedgerWaiting', 'LedgerEntry'])
    await client.query(`DELETE FROM "${table}" WHERE "studyId" = $1`, [studyId])
  await client.query(`DELETE FROM "Assignment" WHERE "studyId" = $1`, [studyId])
  return rowCount ?? 0
}

/** Deletes the slots of a study in which nobody judged, before the study itself. One that was judged stays, and keeps the study. */
export async function discardSlots(tx: Tx, studyId: string): Promise<void> {
  await tx.assignment.deleteMany({ where: { studyId, doneAt: null } })
}
