import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { log } from '@/lib/log'

/** In one transaction, which nobody who judges waits for. */
const MOST = 5000
const EVERY_MS = 10_000

const Waiting = z.array(z.object({ studyId: z.string() }))
const Sealed = z.tuple([z.object({ sealed: z.number() })])

/**
 * Seals what waits for a study's ledger. Of processes that do so at once one does, and the others find nothing.
 * @returns how many entries this one added
 */
export async function sealLedger(studyId: string): Promise<number> {
  for (let all = 0; ; ) {
    const rows = await db.$queryRaw`SELECT seal_ledger(${studyId}::uuid, ${MOST}::int) AS sealed`
    const [{ sealed }] = Sealed.parse(rows)
    all += sealed
    if (sealed < MOST) return all
  }
}

/** Seals what waits, of every study. */
export async function sealLedgers(): Promise<void> {
  const rows = await db.$queryRaw`SELECT DISTINCT "studyId" FROM "LedgerWaiting"`
  for (const { studyId } of Waiting.parse(rows)) await sealLedger(studyId)
}

/** Does it now and again as long as this process works at jobs. */
export function keepSealing(): void {
  const seal = () => sealLedgers().catch((err: unknown) => log.warn({ err }, 'the ledger could not be sealed'))
  setInterval(seal, EVERY_MS).unref()
}
