import 'server-only'
import { OPEN_KEPT } from '@/lib/counts/slots'
import type { Tx } from '@/lib/db/client'
import { release } from '@/lib/engine/release'

/**
 * Ends an annotator's part in a study: nothing more is handed out to them, and what they hold goes back to the others. What
 * they judged stays. Asks no permission: whoever calls it has one, or decides by the study's own rules.
 * @returns how many slots went back; null where their part had ended before
 */
export async function endAnnotatorsPart(
  tx: Tx,
  { studyId, annotatorId }: { studyId: string; annotatorId: string },
): Promise<number | null> {
  const active = { studyId, id: annotatorId, deactivatedAt: null }
  const { count } = await tx.annotator.updateMany({ where: active, data: { deactivatedAt: new Date() } })
  if (count === 0) return null
  await tx.$executeRaw`
    UPDATE "Annotator" n SET "keptWanted" = "keptWanted" - ${OPEN_KEPT}
    WHERE n."studyId" = ${studyId}::uuid AND n.id = ${annotatorId}::uuid`
  return release(tx, { studyId, annotatorId })
}
