import 'server-only'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'

/** The pair to judge and the one after it, so that a verdict shows the next at once. */
export const FEWEST_AHEAD = 2
/** Enough for a quarter of an hour without a network. */
export const MOST_AHEAD = 28
/** Those who draw on a pool may together hold this share of what is left: near its end nobody sits on what others wait for. */
const HELD_SHARE = 1 / 2
const KNOWN_FOR_MS = 10_000

const Shares = z.array(z.object({ people: z.array(z.string()), share: z.coerce.number(), free: z.coerce.number() }))

/** By the ids of people. */
type Reserves = ReadonlyMap<string, number>

const known = new Map<string, { reserves: Promise<Reserves>; until: number }>()

/**
 * How many pairs somebody's browser should hold of a study: as many as are their fair share of what nobody holds and
 * their group may judge. A hint, good for some seconds in each process; how often an item is judged does not depend on it.
 */
export async function pairsAhead(studyId: string, userId: string): Promise<number> {
  return (await knownReserves(studyId)).get(userId) ?? FEWEST_AHEAD
}

function knownReserves(studyId: string): Promise<Reserves> {
  const now = Date.now()
  const found = known.get(studyId)
  if (found && now < found.until) return found.reserves
  for (const [key, { until }] of known) if (until <= now) known.delete(key)
  const reserves = countReserves(studyId)
  known.set(studyId, { reserves, until: now + KNOWN_FOR_MS })
  reserves.catch(() => known.delete(studyId))
  return reserves
}

// Of each group: its people, what is free for them, and one's share of it: of the group's own pool, where it has one, and
// of anybody's pool. No more free slots are counted than matter. Where there are none, all that is left is somebody's own.
const COUNT = `
  WITH team AS (
    SELECT g.id, g.overlap, array_agg(n."userId") FILTER (WHERE n."userId" IS NOT NULL) AS people, count(*) AS annotators
    FROM "AnnotatorGroup" g JOIN "Annotator" n ON n."studyId" = g."studyId" AND n."groupId" = g.id
    WHERE g."studyId" = $1 AND n."deactivatedAt" IS NULL GROUP BY g.id, g.overlap),
  whole AS (SELECT sum(annotators)::integer AS annotators FROM team),
  pool AS (
    SELECT id, annotators FROM team WHERE overlap > 0 UNION ALL SELECT NULL, annotators FROM whole),
  counted AS (
    SELECT pool.id, pool.annotators, (SELECT count(*) FROM (
      SELECT FROM "Assignment"
      WHERE "studyId" = $1 AND pool_of("groupId") = pool_of(pool.id)
        AND "doneAt" IS NULL AND "keptForId" IS NULL AND repeat = 0
        AND ("annotatorId" IS NULL OR "leaseUntil" < now())
      LIMIT pool.annotators * $2) free) AS free
    FROM pool)
  SELECT coalesce(team.people, '{}') AS people, sum(counted.free) AS free,
         sum(counted.free::float8 / greatest(1, counted.annotators)) AS share
  FROM team JOIN counted ON counted.id IS NULL OR counted.id = team.id
  GROUP BY team.id, team.people`

async function countReserves(studyId: string): Promise<Reserves> {
  const rows = await askPrepared('reserve', COUNT, [studyId, MOST_AHEAD / HELD_SHARE])
  const each = Shares.parse(rows).flatMap(({ people, ...rest }) => people.map((id) => [id, reserveOf(rest)] as const))
  return new Map(each)
}

function reserveOf({ share, free }: { share: number; free: number }): number {
  if (free === 0) return MOST_AHEAD
  return Math.max(FEWEST_AHEAD, Math.min(MOST_AHEAD, Math.floor(share * HELD_SHARE)))
}
