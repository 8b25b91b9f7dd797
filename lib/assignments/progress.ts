import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/db/client'
import type { Claimant } from './claim-slots'

/** Beyond this many, what is left is not counted: "412 judged" says enough. */
const WORTH_COUNTING = 2000

/** What is left for an annotator, in items. Counts stop at 2,001. */
export type Remaining = z.output<typeof Remaining>

const Remaining = z.object({
  /** Could still be given to this annotator now, those they hold included. */
  open: z.coerce.number(),
  /** Still open, but leased to others at the moment. */
  elsewhere: z.coerce.number(),
  nextLapse: z.date().nullable(),
})

const Judged = z.tuple([z.object({ judged: z.coerce.number() })])

/** How many slots an annotator has done. */
export async function countJudged(tx: Tx, { studyId, annotatorId }: Claimant): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT count(*) AS judged FROM "Assignment"
    WHERE "studyId" = ${studyId}::uuid AND "annotatorId" = ${annotatorId}::uuid AND "doneAt" IS NOT NULL`
  return Judged.parse(rows)[0].judged
}

/** What is left for an annotator. It looks at every open slot: not for every verdict. */
export async function countRemaining(tx: Tx, me: Claimant): Promise<Remaining> {
  const rows = await tx.$queryRaw`
    WITH open AS (
      SELECT a."itemId", bool_or(a."annotatorId" IS NULL OR a."annotatorId" = ${me.annotatorId}::uuid OR a."leaseUntil" < now()) AS free,
             min(a."leaseUntil") AS lapse
      FROM "Assignment" a
      WHERE a."studyId" = ${me.studyId}::uuid AND a."doneAt" IS NULL
        AND (a."groupId" IS NULL OR a."groupId" = ${me.groupId}::uuid)
        AND NOT EXISTS (SELECT FROM "Assignment" mine
                        WHERE mine."studyId" = a."studyId" AND mine."annotatorId" = ${me.annotatorId}::uuid
                          AND mine."itemId" = a."itemId" AND mine.id <> a.id)
      GROUP BY a."itemId" LIMIT ${WORTH_COUNTING + 1})
    SELECT count(*) FILTER (WHERE free) AS open, count(*) FILTER (WHERE NOT free) AS elsewhere,
           min(lapse) FILTER (WHERE NOT free) AS "nextLapse"
    FROM open`
  return z.tuple([Remaining]).parse(rows)[0]
}

/** Pairs for this annotator in all, or null while there are more than are worth counting. */
export function countTotal(judged: number, { open, elsewhere }: Remaining, cap: number | null): number | null {
  if (open + elsewhere > WORTH_COUNTING) return cap
  const total = judged + open + elsewhere
  return cap === null ? total : Math.min(cap, total)
}
