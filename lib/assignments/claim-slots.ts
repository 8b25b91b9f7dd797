import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** A leased slot with what its item shows; `leftIsA` and arms stay on the server. */
export type HeldSlot = z.output<typeof HeldSlot>

const HeldSlot = z.object({
  id: z.string(),
  leftIsA: z.boolean(),
  prompt: z.unknown(),
  responseA: z.unknown(),
  responseB: z.unknown(),
})

/** An annotator with all that claiming needs. */
export type Claimant = z.output<typeof Claimant>

const Claimant = z.object({
  studyId: z.string(),
  annotatorId: z.string(),
  groupId: z.string(),
  startRank: z.number(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  leaseMinutes: z.number(),
  cap: z.number().nullable(),
})

/**
 * The active annotator that a person is in a study, or null. Until the transaction ends their other tabs wait here, so
 * that they take turns; different annotators do not wait for one another.
 */
export async function lockAnnotator(tx: Tx, studyId: string, userId: string): Promise<Claimant | null> {
  const rows = await tx.$queryRaw`
    SELECT n."studyId", n.id AS "annotatorId", n."groupId", n."startRank", s.status::text, s."leaseMinutes", s.cap,
           pg_advisory_xact_lock(hashtextextended(n."studyId"::text || n.id::text, 0))::text AS locked
    FROM "Annotator" n JOIN "Study" s ON s.id = n."studyId"
    WHERE n."studyId" = ${studyId}::uuid AND n."userId" = ${userId}::uuid AND n."deactivatedAt" IS NULL`
  return z.array(Claimant).max(1).parse(rows)[0] ?? null
}

/**
 * Leases slots until this annotator holds `wanted`, and returns all they hold, oldest lease first. Those held already
 * come first and are leased anew: a second tab or a reload shows the same pairs. New ones follow by rank from the
 * annotator's own start, wrapping once. A lease that ran out is a slot like any free one, for everybody.
 * The caller holds `lockAnnotator`.
 */
export async function claimSlots(tx: Tx, me: Claimant, wanted: number): Promise<HeldSlot[]> {
  const held = await tx.$executeRaw`
    UPDATE "Assignment" SET "leaseUntil" = now() + make_interval(mins => ${me.leaseMinutes}::int)
    WHERE "studyId" = ${me.studyId}::uuid AND "annotatorId" = ${me.annotatorId}::uuid AND "doneAt" IS NULL`
  for (let count = held; count < wanted; count++) if (!(await claimOne(tx, me))) break
  return z.array(HeldSlot).parse(await readHeld(tx, me))
}

/** Leases the next slot for this annotator. @returns whether there was one */
async function claimOne(tx: Tx, me: Claimant): Promise<boolean> {
  // The start lies within the first round, so that what nobody has judged yet still goes first.
  const start = Prisma.sql`(SELECT ${me.startRank}::int % (max(position) + 1) FROM "Item" WHERE "studyId" = ${me.studyId}::uuid)`
  return (await claimWhere(tx, me, Prisma.sql`a.rank >= ${start}`)) || claimWhere(tx, me, Prisma.sql`a.rank < ${start}`)
}

async function claimWhere(tx: Tx, me: Claimant, ranks: Prisma.Sql): Promise<boolean> {
  // SKIP LOCKED inside the UPDATE: of callers that race for a slot one gets it, the others the next one.
  const count = await tx.$executeRaw`
    UPDATE "Assignment"
    SET "annotatorId" = ${me.annotatorId}::uuid, "leasedAt" = clock_timestamp(),
        "leaseUntil" = now() + make_interval(mins => ${me.leaseMinutes}::int)
    WHERE "studyId" = ${me.studyId}::uuid AND id = (
      SELECT a.id FROM "Assignment" a
      WHERE a."studyId" = ${me.studyId}::uuid AND a."doneAt" IS NULL AND ${ranks}
        AND (a."annotatorId" IS NULL OR a."leaseUntil" < now())
        AND (a."groupId" IS NULL OR a."groupId" = ${me.groupId}::uuid)
        AND NOT EXISTS (SELECT FROM "Assignment" mine
                        WHERE mine."studyId" = a."studyId" AND mine."annotatorId" = ${me.annotatorId}::uuid
                          AND mine."itemId" = a."itemId")
      ORDER BY a.rank LIMIT 1 FOR UPDATE OF a SKIP LOCKED)`
  return count === 1
}

function readHeld(tx: Tx, me: Claimant): Promise<unknown> {
  return tx.$queryRaw`
    SELECT a.id, a."leftIsA", p.messages AS prompt, ra.messages AS "responseA", rb.messages AS "responseB"
    FROM "Assignment" a
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = ${me.studyId}::uuid AND a."annotatorId" = ${me.annotatorId}::uuid AND a."doneAt" IS NULL
    ORDER BY a."leasedAt", a.rank`
}
