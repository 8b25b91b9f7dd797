import 'server-only'
import { z } from 'zod'
import { ask } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** Beyond this many, what is left is not counted: "412 judged" says enough. */
const WORTH_COUNTING = 2000

/** What is left for an annotator, in pairs. Counts stop at 2,001. */
export type Remaining = z.output<typeof Remaining>

const Remaining = z.object({
  /** Kept for them alone; practice is not counted. */
  kept: z.coerce.number(),
  /** Of the pools, could still be given to this annotator now, those they hold included. */
  open: z.coerce.number(),
  /** Still open, but leased to others at the moment. */
  elsewhere: z.coerce.number(),
  nextLapse: z.date().nullable(),
  /** Of what is open in their pools, their fair share: as much as falls to each who may still judge it, or is expected to. */
  share: z.coerce.number(),
})

type Me = { studyId: string; annotatorId: string; groupId: string }

/** While somebody judges on it is counted anew as often as this, and more rarely where that takes long. */
const COUNTED_EVERY_MS = 60_000
const PAUSE_TO_COUNT = 200
const MOST_KNOWN = 5000

/** When it is time to count again, by annotator. */
const due = new Map<string, number>()

/** What is left for somebody who judges on, or null while it was counted lately: it changes as others work, but slowly. */
export async function countRemainingAgain(me: Me): Promise<Remaining | null> {
  return Date.now() < (due.get(me.annotatorId) ?? 0) ? null : countRemaining(me)
}

/** What is left for an annotator. It looks at every open slot: not for every verdict. */
export async function countRemaining(me: Me): Promise<Remaining> {
  const began = Date.now()
  // At once, so that a second verdict meanwhile does not count as well.
  if (due.size >= MOST_KNOWN) due.clear()
  due.set(me.annotatorId, began + COUNTED_EVERY_MS)
  const remaining = await count(me)
  due.set(me.annotatorId, Date.now() + Math.max(COUNTED_EVERY_MS, PAUSE_TO_COUNT * (Date.now() - began)))
  return remaining
}

async function count({ studyId, annotatorId, groupId }: Me): Promise<Remaining> {
  const query = Prisma.sql`
    WITH pool AS (
      SELECT a."itemId", bool_or(a."annotatorId" IS NULL OR a."annotatorId" = ${annotatorId}::uuid OR a."leaseUntil" < now()) AS free,
             min(a."leaseUntil") AS lapse
      FROM "Assignment" a
      WHERE a."studyId" = ${studyId}::uuid AND pool_of(a."groupId") IN (pool_of(NULL), pool_of(${groupId}::uuid))
        AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
        -- Hashed, whatever the planner believes of a study it has no statistics of: as joins it may run over all slots for
        -- each of them.
        AND (a."annotatorId" = ${annotatorId}::uuid OR a."itemId" NOT IN (
              SELECT "itemId" FROM "Assignment" WHERE "studyId" = ${studyId}::uuid AND "annotatorId" = ${annotatorId}::uuid))
        AND a."itemId" NOT IN (
              SELECT "itemId" FROM "LateVerdict" WHERE "studyId" = ${studyId}::uuid AND "annotatorId" = ${annotatorId}::uuid)
      GROUP BY a."itemId" LIMIT ${WORTH_COUNTING + 1}),
    kept AS (
      SELECT count(*) AS mine FROM "Assignment" a
      JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind <> 'PRACTICE'
      WHERE a."studyId" = ${studyId}::uuid AND a."keptForId" = ${annotatorId}::uuid AND a."doneAt" IS NULL),
    team AS (
      SELECT g.id, greatest(count(n.id) FILTER (WHERE goes), g.places - count(n.id) FILTER (WHERE NOT goes)) AS people
      FROM "Study" s JOIN "AnnotatorGroup" g ON g."studyId" = s.id
      LEFT JOIN "Annotator" n ON n."studyId" = g."studyId" AND n."groupId" = g.id
      CROSS JOIN LATERAL (SELECT n."deactivatedAt" IS NULL AND (s.cap IS NULL OR n.judged < s.cap) AS goes) judging
      WHERE s.id = ${studyId}::uuid
        AND g.kind = (SELECT kind FROM "AnnotatorGroup" own WHERE own."studyId" = s.id AND own.id = ${groupId}::uuid)
      GROUP BY g.id, g.places),
    shared AS (
      SELECT greatest(1, sum(team.people)) AS people, NULL::uuid AS "groupId" FROM team UNION ALL
      SELECT greatest(1, team.people), team.id FROM team WHERE team.id = ${groupId}::uuid)
    SELECT kept.mine AS kept, coalesce(sum(free::int), 0) AS open, coalesce(sum((NOT free)::int), 0) AS elsewhere,
           min(lapse) FILTER (WHERE NOT free) AS "nextLapse",
           (SELECT sum(ceil((
              -- No more are counted than matter.
              SELECT count(*) FROM (
                SELECT FROM "Assignment" a
                WHERE a."studyId" = ${studyId}::uuid AND pool_of(a."groupId") = pool_of(shared."groupId")
                  AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
                LIMIT shared.people * ${WORTH_COUNTING + 1}) slots) / shared.people::float8))
            FROM shared) AS share
    FROM kept LEFT JOIN pool ON true GROUP BY kept.mine`
  return z.tuple([Remaining]).parse(await ask(query.text, query.values))[0]
}

/**
 * Pairs for this annotator in all: what they have done, what is kept for them, and their fair share of what is open for
 * others, too; never what all have to do together. Null while that is more than is worth counting.
 */
export function countTotal(
  judged: number,
  { kept, open, elsewhere, share }: Remaining,
  cap: number | null,
): number | null {
  const mine = Math.min(open + elsewhere, share)
  if (mine > WORTH_COUNTING) return cap
  const total = judged + kept + mine
  return cap === null ? total : Math.min(cap, total)
}
