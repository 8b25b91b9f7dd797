import 'server-only'
import type { PoolClient } from 'pg'
import { copyLines } from '@/lib/db/copy'
import type { KeptSlot } from './plan-kept'
import type { ModelSlotPlan } from './plan-models'
import type { PlannedSlot } from './plan-slots'

// The database draws their ids, so that an id tells nothing.
const COPY = `COPY "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", "groupId", repeat, "repeatAfter", "keptForId", due)
  FROM STDIN`

/** One row to be written. */
type SlotRow = {
  itemId: string
  slot: number
  rank: number
  leftIsA: boolean
  groupId: string | null
  repeat: number
  repeatAfter: number | null
  keptForId: string | null
  due: number | null
}

/** A planned slot as rows: itself and, when it is to be repeated, the second judgment. */
export function poolRows(
  { slot, rank, leftIsA, repeatAfter, repeatLeftIsA }: PlannedSlot,
  itemId: string,
  groupId: string | null,
) {
  const first: SlotRow = { itemId, slot, rank, leftIsA, groupId, repeat: 0, repeatAfter, keptForId: null, due: null }
  return repeatAfter === null ? [first] : [first, { ...first, leftIsA: repeatLeftIsA, repeat: 1, repeatAfter: null }]
}

/** A slot kept for an annotator as a row. */
export function keptRow(slot: KeptSlot, keptForId: string): SlotRow {
  return { ...slot, groupId: null, repeat: 0, repeatAfter: null, keptForId }
}

/** A slot kept for a model as a row. */
export function modelRow(slot: ModelSlotPlan, keptForId: string): SlotRow {
  return { ...slot, groupId: null, repeatAfter: null, keptForId }
}

/**
 * Streams slots into "Assignment", and keeps count of those of pools for lists of studies. The caller holds the study's
 * row.
 * @param onWritten hears now and then how many rows are in
 * @returns how many were written
 */
export async function copySlots(
  client: PoolClient,
  studyId: string,
  rows: Iterable<SlotRow>,
  onWritten?: (rows: number) => void,
): Promise<number> {
  let inPools = 0
  const lines = encode(studyId, rows, ({ keptForId }) => {
    if (keptForId === null) inPools++
  })
  const written = await copyLines(client, COPY, lines, onWritten)
  await client.query(`UPDATE "Study" SET "poolSlots" = "poolSlots" + $2 WHERE id = $1`, [studyId, inPools])
  return written
}

function* encode(studyId: string, rows: Iterable<SlotRow>, count: (row: SlotRow) => void): Generator<string> {
  for (const row of rows) {
    count(row)
    const { itemId, slot, rank, leftIsA, groupId, repeat, repeatAfter, keptForId, due } = row
    yield `${studyId}\t${itemId}\t${slot}\t${rank}\t${leftIsA}\t${groupId ?? '\\N'}\t${repeat}\t${repeatAfter ?? '\\N'}\t${keptForId ?? '\\N'}\t${due ?? '\\N'}\n`
  }
}
