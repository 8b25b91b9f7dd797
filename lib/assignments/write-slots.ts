import 'server-only'
import type { Tx } from '@/lib/db/client'
import type { PlannedSlot } from './plan-slots'

const CHUNK = 20_000

/** Writes planned slots; the plan's item numbers are the items' positions. */
export async function writeSlots(tx: Tx, studyId: string, slots: readonly PlannedSlot[]): Promise<void> {
  for (let from = 0; from < slots.length; from += CHUNK) {
    const chunk = slots.slice(from, from + CHUNK)
    await tx.$executeRaw`
      INSERT INTO "Assignment" ("studyId", "itemId", slot, rank, "leftIsA")
      SELECT i."studyId", i.id, plan.slot, plan.rank, plan.left_is_a
      FROM unnest(${chunk.map(({ item }) => item)}::int[], ${chunk.map(({ slot }) => slot)}::int[],
                  ${chunk.map(({ rank }) => rank)}::int[], ${chunk.map(({ leftIsA }) => leftIsA)}::bool[])
           AS plan(item, slot, rank, left_is_a)
      JOIN "Item" i ON i."studyId" = ${studyId}::uuid AND i.position = plan.item`
  }
}
