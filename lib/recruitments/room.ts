import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/db/client'

type Of = { studyId: string; recruitmentId: string }
type Limits = { places: number; overbooking: number }

/** Whoever decides about places takes turns here, until their transaction ends. */
export async function takeTurn(
  tx: Tx,
  { studyId, recruitmentId }: Of,
): Promise<{ places: number; overbooking: number }> {
  const rows = await tx.$queryRaw`
    SELECT places, overbooking FROM "Recruitment"
    WHERE "studyId" = ${studyId}::uuid AND id = ${recruitmentId}::uuid FOR NO KEY UPDATE`
  return z.tuple([z.object({ places: z.number(), overbooking: z.number() })]).parse(rows)[0]
}

/** How many people may be in at once, those who have completed among them. */
function roomOf({ places, overbooking }: Limits): number {
  return Math.floor((places * (100 + overbooking)) / 100)
}

/** How many have completed. */
export async function countCompleted(tx: Tx, { studyId, recruitmentId }: Of): Promise<number> {
  return tx.participation.count({ where: { studyId, recruitmentId, ending: 'COMPLETED' } })
}

/**
 * Whether there is room for one more, asked in one's turn: not all places have completed; completions and those who are on
 * their way, heard of within the study's time of a lease or holding one, are fewer than may be in; and there is something
 * to judge.
 * @param of.except a participation that does not count, since it is the one that asks
 */
export async function hasRoom(
  tx: Tx,
  { studyId, recruitmentId, except, groupId }: Of & { except: string | null; groupId: string },
  limits: Limits,
): Promise<boolean> {
  const rows = await tx.$queryRaw`
    SELECT (
      SELECT count(*)::int FROM "Participation" p
      WHERE p."studyId" = s.id AND p."recruitmentId" = ${recruitmentId}::uuid AND p.id IS DISTINCT FROM ${except}::uuid
        AND (p.ending = 'COMPLETED' OR (p.ending IS NULL AND (
          p."seenAt" > now() - make_interval(mins => s."leaseMinutes")
          OR EXISTS (SELECT FROM "Assignment" a WHERE a."studyId" = p."studyId" AND a."annotatorId" = p."annotatorId"
                       AND a."doneAt" IS NULL AND a."leaseUntil" > now()))))) AS "in",
      (SELECT count(*)::int FROM "Participation" p
       WHERE p."studyId" = s.id AND p."recruitmentId" = ${recruitmentId}::uuid AND p.ending = 'COMPLETED') AS completed,
      (s."sharedItems" > 0 AND g."judgesShared") OR EXISTS (
        SELECT FROM "Assignment" a
        WHERE a."studyId" = s.id AND pool_of(a."groupId") IN (pool_of(NULL), pool_of(g.id)) AND a."doneAt" IS NULL
          AND a."keptForId" IS NULL AND a.repeat = 0 AND (a."annotatorId" IS NULL OR a."leaseUntil" < now())) AS work
    FROM "Study" s JOIN "AnnotatorGroup" g ON g."studyId" = s.id AND g.id = ${groupId}::uuid
    WHERE s.id = ${studyId}::uuid`
  const [found] = z.tuple([z.object({ in: z.number(), completed: z.number(), work: z.boolean() })]).parse(rows)
  return found.work && found.completed < limits.places && found.in < roomOf(limits)
}
