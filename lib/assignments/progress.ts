import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/client'

/** Beyond this many, what is left is not counted: "412 judged" says enough. */
const WORTH_COUNTING = 2000

/** What is left for an annotator, in pairs. Counts stop at 2,001. */
export type Remaining = z.output<typeof Remaining>

const Remaining = z.object({
  /** Could still be given to this annotator now, those they hold included; practice is not counted. */
  open: z.coerce.number(),
  /** Still open, but leased to others at the moment. */
  elsewhere: z.coerce.number(),
  nextLapse: z.date().nullable(),
})

type Me = { studyId: string; annotatorId: string; groupId: string }

/** What is left for an annotator. It looks at every open slot: not for every verdict. */
export async function countRemaining({ studyId, annotatorId, groupId }: Me): Promise<Remaining> {
  const rows = await db.$queryRaw`
    WITH pool AS (
      SELECT a."itemId", bool_or(a."annotatorId" IS NULL OR a."annotatorId" = ${annotatorId}::uuid OR a."leaseUntil" < now()) AS free,
             min(a."leaseUntil") AS lapse
      FROM "Assignment" a
      WHERE a."studyId" = ${studyId}::uuid AND pool_of(a."groupId") IN (pool_of(NULL), pool_of(${groupId}::uuid))
        AND a."doneAt" IS NULL AND a."keptForId" IS NULL AND a.repeat = 0
        AND NOT EXISTS (SELECT FROM "Assignment" mine
                        WHERE mine."studyId" = a."studyId" AND mine."annotatorId" = ${annotatorId}::uuid
                          AND mine."itemId" = a."itemId" AND mine.id <> a.id)
        AND NOT EXISTS (SELECT FROM "LateVerdict" late
                        WHERE late."studyId" = a."studyId" AND late."annotatorId" = ${annotatorId}::uuid
                          AND late."itemId" = a."itemId")
      GROUP BY a."itemId" LIMIT ${WORTH_COUNTING + 1}),
    kept AS (
      SELECT count(*) AS mine FROM "Assignment" a
      JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId" AND i.kind <> 'PRACTICE'
      WHERE a."studyId" = ${studyId}::uuid AND a."keptForId" = ${annotatorId}::uuid AND a."doneAt" IS NULL)
    SELECT count(*) FILTER (WHERE free) + (SELECT mine FROM kept) AS open, count(*) FILTER (WHERE NOT free) AS elsewhere,
           min(lapse) FILTER (WHERE NOT free) AS "nextLapse"
    FROM pool`
  return z.tuple([Remaining]).parse(rows)[0]
}

/** Pairs for this annotator in all, or null while there are more than are worth counting. */
export function countTotal(judged: number, { open, elsewhere }: Remaining, cap: number | null): number | null {
  if (open + elsewhere > WORTH_COUNTING) return cap
  const total = judged + open + elsewhere
  return cap === null ? total : Math.min(cap, total)
}
