import 'server-only'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'

/** The pair to judge and the one after it, so that a verdict shows the next at once. */
export const FEWEST_AHEAD = 2
/** Enough for a quarter of an hour without a network. */
export const MOST_AHEAD = 28
/** All annotators together may hold this share of what is left: near the end nobody sits on what others wait for. */
const HELD_SHARE = 1 / 2
const KNOWN_FOR_MS = 10_000

const Counted = z.tuple([z.object({ annotators: z.coerce.number(), free: z.coerce.number() })])

const known = new Map<string, { reserve: Promise<number>; until: number }>()

/**
 * How many pairs a browser should hold of a study: as many as are each annotator's fair share of what nobody holds. A
 * hint, good for some seconds in each process; how often an item is judged does not depend on it.
 */
export function pairsAhead(studyId: string): Promise<number> {
  const now = Date.now()
  const found = known.get(studyId)
  if (found && now < found.until) return found.reserve
  for (const [key, { until }] of known) if (until <= now) known.delete(key)
  const reserve = countReserve(studyId)
  known.set(studyId, { reserve, until: now + KNOWN_FOR_MS })
  reserve.catch(() => known.delete(studyId))
  return reserve
}

// No more free slots are counted than matter. Where there are none, all that is left is somebody's own.
const COUNT = `
  SELECT n.annotators, (SELECT count(*) FROM (
    SELECT FROM "Assignment"
    WHERE "studyId" = $1 AND "doneAt" IS NULL AND "keptForId" IS NULL AND repeat = 0
      AND ("annotatorId" IS NULL OR "leaseUntil" < now())
    LIMIT n.annotators * $2) free) AS free
  FROM (SELECT count(*) AS annotators FROM "Annotator" WHERE "studyId" = $1 AND "deactivatedAt" IS NULL) n`

async function countReserve(studyId: string): Promise<number> {
  const rows = await askPrepared('reserve', COUNT, [studyId, MOST_AHEAD / HELD_SHARE])
  const [{ annotators, free }] = Counted.parse(rows)
  if (free === 0) return MOST_AHEAD
  return Math.max(FEWEST_AHEAD, Math.min(MOST_AHEAD, Math.floor((free * HELD_SHARE) / Math.max(1, annotators))))
}
