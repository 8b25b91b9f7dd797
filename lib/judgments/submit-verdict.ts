import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Verdict } from './schema'
import { toCanonical } from './sides'

/**
 * Records an annotator's verdict on a slot they hold. Safe to retry: the same submission twice stores one row.
 * @throws AppError `not_found` for an assignment of another study, `slot_lost` when somebody else holds the slot now,
 *   `already_judged` when another window gave another verdict first, `study_not_open` once the study is over
 */
export async function submitVerdict({ actor, studyId }: Access<'judgment:submit'>, verdict: Verdict): Promise<void> {
  const slot = await readSlot(db, studyId, verdict.assignmentId)
  if (slot.userId !== actor.id) throw new AppError('slot_lost')
  if (!slot.isDone && !mayStillJudge(slot)) throw new AppError('study_not_open')
  await storeVerdict(db, slot, verdict)
}

/** A slot with all that its verdict needs. */
type Slot = z.output<typeof Slot>

const Slot = z.object({
  studyId: z.string(),
  id: z.string(),
  leftIsA: z.boolean(),
  annotatorId: z.string().nullable(),
  userId: z.string().nullable(),
  isDone: z.boolean(),
  isLeased: z.boolean(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  criterionId: z.string(),
  options: z.array(z.object({ code: z.string(), score: z.number() })),
})

/** Reads a slot in one round trip. @throws AppError `not_found` when the study has no such slot */
export async function readSlot(tx: Tx, studyId: string, id: string): Promise<Slot> {
  const rows = await tx.$queryRaw`
    SELECT a."studyId", a.id, a."leftIsA", a."annotatorId", n."userId", a."doneAt" IS NOT NULL AS "isDone",
           coalesce(a."leaseUntil" > now(), false) AS "isLeased", s.status::text, c.id AS "criterionId",
           (SELECT json_agg(json_build_object('code', o.code, 'score', o.score)) FROM "CriterionOption" o
            WHERE o."studyId" = a."studyId" AND o."criterionId" = c.id) AS options
    FROM "Assignment" a
    JOIN "Study" s ON s.id = a."studyId"
    JOIN "Criterion" c ON c."studyId" = a."studyId" AND c.position = 0
    LEFT JOIN "Annotator" n ON n."studyId" = a."studyId" AND n.id = a."annotatorId"
    WHERE a."studyId" = ${studyId}::uuid AND a.id = ${id}::uuid`
  const slot = z.array(Slot).max(1).parse(rows)[0]
  if (!slot) throw new AppError('not_found')
  return slot
}

/** Writes the verdict on a slot its annotator holds, undoing the side. What `submitVerdict` does once it may. */
export async function storeVerdict(tx: Tx, slot: Slot, verdict: Omit<Verdict, 'assignmentId'>): Promise<void> {
  const { code, score } = toCanonical(slot.options, verdict.choice, slot.leftIsA)
  // One conditional statement: of racing requests exactly one finds the slot open, and slot and judgment change as one.
  const count = await tx.$executeRaw`
    WITH done AS (
      UPDATE "Assignment" SET "doneAt" = now(), "elapsedMs" = ${verdict.elapsedMs}, "activeMs" = ${verdict.activeMs}
      WHERE "studyId" = ${slot.studyId}::uuid AND id = ${slot.id}::uuid
        AND "annotatorId" = ${slot.annotatorId}::uuid AND "doneAt" IS NULL
      RETURNING "studyId", id)
    INSERT INTO "Judgment" ("studyId", "assignmentId", "criterionId", choice, score, "submissionKey")
    SELECT "studyId", id, ${slot.criterionId}::uuid, ${code}, ${score}, ${verdict.submissionKey}::uuid FROM done`
  if (count === 0) await requireSameVerdict(tx, slot, code)
}

/** Pairs on screens may be finished when the study pauses, and within their lease when it closes. */
function mayStillJudge({ status, isLeased }: Slot): boolean {
  return status === 'CLOSED' ? isLeased : status !== 'DRAFT'
}

/** A verdict that is stored already is a success; one that differs came second, or its slot changed hands just now. */
async function requireSameVerdict(tx: Tx, { studyId, id: assignmentId, annotatorId }: Slot, choice: string) {
  const stored = await tx.judgment.findFirst({
    where: { studyId, assignmentId, supersededAt: null, assignment: { annotatorId } },
    select: { choice: true },
  })
  if (!stored) throw new AppError('slot_lost')
  if (stored.choice !== choice) throw new AppError('already_judged')
}
