import 'server-only'
import type { Tx } from '@/lib/db/client'
import { broughtBy } from './brought'
import { asFound } from './link'
import type { Ending } from './platforms'
import { takeTurn } from './room'

type Key = { studyId: string; id: string }

/**
 * Decides how somebody's part ends, once: who has an ending keeps it. What it brings is kept with it, so that it stays the
 * same whatever is changed later. Whoever decides about the same recruitment waits.
 * @param decide asked in one's turn
 * @returns the ending that stands, or null where `decide` finds none due
 */
export async function endPart(
  tx: Tx,
  { studyId, id }: Key,
  decide: (recruitment: { studyId: string; recruitmentId: string; places: number }) => Promise<Ending | null>,
): Promise<Ending | null> {
  const { recruitmentId } = await tx.participation.findUniqueOrThrow({ where: { studyId_id: { studyId, id } } })
  const { places } = await takeTurn(tx, { studyId, recruitmentId })
  const { ending: before, recruitment } = await tx.participation.findUniqueOrThrow({
    where: { studyId_id: { studyId, id } },
    include: { recruitment: true },
  })
  if (before) return before
  const ending = await decide({ studyId, recruitmentId, places })
  if (!ending) return null
  const { platform, endings } = asFound(recruitment)
  const data = { ending, endedAt: new Date(), ...broughtBy(platform, endings, ending) }
  await tx.participation.update({ where: { studyId_id: { studyId, id } }, data })
  return ending
}
