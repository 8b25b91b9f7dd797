import 'server-only'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { KeptSlot } from './plan-kept'
import type { PlannedSlot } from './plan-slots'

const COPY = `COPY "Assignment" ("studyId", "itemId", slot, rank, "leftIsA", "groupId", repeat, "repeatAfter", "keptForId", due)
  FROM STDIN`

const BATCH_CHARACTERS = 256 * 1024
const PORTION = 30_000

/** One row to be written. */
type SlotRow = {
  itemId: string
  slot: number
  rank: number
  leftIsA: boolean
  groupId: string | null
  repeat: 0 | 1
  repeatAfter: number | null
  keptForId: string | null
  due: number | null
}

/** A planned slot as rows: itself and, when it is to be repeated, the second judgment with sides swapped. */
export function poolRows(slot: PlannedSlot, itemId: string, groupId: string | null): SlotRow[] {
  const { rank, leftIsA, repeatAfter } = slot
  const first = { itemId, slot: slot.slot, rank, groupId, keptForId: null, due: null }
  return [
    { ...first, leftIsA, repeat: 0, repeatAfter },
    ...(repeatAfter === null ? [] : [{ ...first, leftIsA: !leftIsA, repeat: 1 as const, repeatAfter: null }]),
  ]
}

/** A slot kept for an annotator as a row. */
export function keptRow(slot: KeptSlot, keptForId: string): SlotRow {
  return { ...slot, groupId: null, repeat: 0, repeatAfter: null, keptForId }
}

/**
 * Streams slots into "Assignment"; the database sets the pace and draws their ids, so that an id tells nothing.
 * @param onWritten hears now and then how many rows are in
 * @returns how many were written
 */
export async function copySlots(
  client: PoolClient,
  studyId: string,
  rows: Iterable<SlotRow>,
  onWritten: (rows: number) => void = () => undefined,
): Promise<number> {
  const source = rows[Symbol.iterator]()
  let written = 0
  // In portions: the database checks a portion's keys at its end, and what is left to do shows.
  for (let next = source.next(); !next.done; next = source.next()) {
    const portion = encode(studyId, next.value, source, (count) => {
      written += count
    })
    await pipeline(Readable.from(portion, { objectMode: false }), client.query(copyFrom(COPY)))
    onWritten(written)
  }
  return written
}

/** The first row and those after it, up to a portion, as COPY takes them. */
function* encode(
  studyId: string,
  first: SlotRow,
  rest: Iterator<SlotRow>,
  onEnd: (rows: number) => void,
): Generator<Buffer> {
  let text = encodeRow(studyId, first)
  let count = 1
  while (count < PORTION) {
    const { done, value } = rest.next()
    if (done) break
    text += encodeRow(studyId, value)
    count++
    if (text.length < BATCH_CHARACTERS) continue
    yield Buffer.from(text)
    text = ''
  }
  if (text) yield Buffer.from(text)
  onEnd(count)
}

function encodeRow(studyId: string, row: SlotRow): string {
  const { itemId, slot, rank, leftIsA, groupId, repeat, repeatAfter, keptForId, due } = row
  const values = [studyId, itemId, slot, rank, leftIsA, groupId, repeat, repeatAfter, keptForId, due]
  return `${values.map((value) => value ?? '\\N').join('\t')}\n`
}
