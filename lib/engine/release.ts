import 'server-only'
import type { Tx } from '@/lib/db/client'

/** Gives what an annotator holds and has not judged back to the others. @returns how many slots that were */
export async function release(tx: Tx, whose: { studyId: string; annotatorId: string }): Promise<number> {
  const { count } = await tx.assignment.updateMany({
    where: { ...whose, doneAt: null },
    data: { annotatorId: null, leasedAt: null, leaseUntil: null },
  })
  return count
}
