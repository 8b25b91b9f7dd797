import 'server-only'
import { z } from 'zod'
import { endAnnotatorsPart } from '@/lib/annotators/end-part'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import { AppError } from '@/lib/errors'
import { nextDesk } from '@/lib/judgments/desk'
import type { DeskStatus } from '@/lib/judgments/schema'
import { checksOf } from '@/lib/monitor/read-checks'
import { endPart } from './end'
import type { Ending } from './platforms'
import { countCompleted } from './room'

/** Where nobody who is paid by the piece is kept waiting: what is left may never come to them. */
const AT_END: readonly DeskStatus[] = ['done', 'capped', 'waiting', 'closed', 'left_out']

/**
 * Ends the part of somebody who came by a recruitment, where it is due: practice went too badly, or there is nothing left
 * to judge, which the stored verdicts tell. The same however often it is asked. What it brings is in no answer of this: the
 * page of the link has it, once the ending stands.
 * @returns whether their part has ended
 * @throws AppError `not_found` for whoever came otherwise
 */
export async function finishPart(access: Access<'desk:open'>): Promise<{ isOver: boolean }> {
  const { actor, studyId } = access
  const mine = await db.participation.findFirst({
    where: { studyId, annotator: { userId: actor.id } },
    select: { id: true, ending: true, annotatorId: true },
  })
  if (!mine?.annotatorId) throw new AppError('not_found')
  if (mine.ending) return { isOver: true }
  const { annotatorId } = mine
  const isAtEnd = AT_END.includes(await deskStatus(access))
  const ending = await db.$transaction(async (tx) => {
    const decided = await endPart(tx, { studyId, id: mine.id }, (of) => decide(tx, { ...of, annotatorId, isAtEnd }))
    if (decided === 'SCREENED_OUT') await endAnnotatorsPart(tx, { studyId, annotatorId })
    return decided
  })
  return { isOver: ending !== null }
}

async function deskStatus({ actor, studyId }: Access<'desk:open'>): Promise<DeskStatus> {
  try {
    return (await nextDesk(await authorizeActor(actor, studyId, 'judgment:submit'))).status
  } catch (error) {
    // Their part was ended by the researchers; that they had one is proven.
    if (error instanceof AppError && error.code === 'not_found') return 'left_out'
    throw error
  }
}

type Case = { studyId: string; recruitmentId: string; places: number; annotatorId: string; isAtEnd: boolean }

async function decide(tx: Tx, { isAtEnd, places, ...of }: Case): Promise<Ending | null> {
  const { studyId, recruitmentId, annotatorId } = of
  const { practiceRight, missedChecks } = await tx.recruitment.findUniqueOrThrow({
    where: { studyId_id: { studyId, id: recruitmentId } },
    select: { practiceRight: true, missedChecks: true },
  })
  const practice = await readPractice(tx, of)
  if (practiceRight !== null && practice.left === 0 && practice.right < Math.min(practiceRight, practice.done))
    return 'SCREENED_OUT'
  if (!isAtEnd) return null
  const { judged, setAside } = await tx.annotator.findUniqueOrThrow({
    where: { studyId_id: { studyId, id: annotatorId } },
    select: { judged: true, setAside: true },
  })
  if (judged === 0) return 'FULL'
  // Whoever could judge nothing at all is looked at by a person.
  if (judged === setAside) return 'FAILED_CHECKS'
  if (missedChecks !== null && (await countMissed(tx, of)) >= missedChecks) return 'FAILED_CHECKS'
  return (await countCompleted(tx, { studyId, recruitmentId })) < places ? 'COMPLETED' : 'FULL'
}

type Whose = { studyId: string; annotatorId: string }

const Practice = z.object({ done: z.number(), right: z.number(), left: z.number() })

/** Practice items of an annotator: done, answered as expected, and still to come. By the first question, as checks are. */
async function readPractice(tx: Tx, { studyId, annotatorId }: Whose) {
  const rows = await tx.$queryRaw`
    SELECT count(a."doneAt")::int AS done, count(*) FILTER (WHERE a."doneAt" IS NULL)::int AS left,
           count(*) FILTER (WHERE a."doneAt" IS NOT NULL AND a.flag IS NULL AND NOT EXISTS (
             SELECT FROM "Judgment" j JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId" AND c.position = 0
             WHERE j."studyId" = a."studyId" AND j."assignmentId" = a.id AND j."supersededAt" IS NULL
               AND j.choice <> i.expected))::int AS right
    FROM "Item" i JOIN "Assignment" a ON a."studyId" = i."studyId" AND a."itemId" = i.id AND a."keptForId" = ${annotatorId}::uuid
    WHERE i."studyId" = ${studyId}::uuid AND i.kind = 'PRACTICE'`
  return z.tuple([Practice]).parse(rows)[0]
}

/** Check and gold items that an annotator missed, by the rule of every page. */
async function countMissed(tx: Tx, { studyId, annotatorId }: Whose): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT coalesce(sum(failed), 0)::int AS missed FROM (${checksOf(studyOf(studyId))}) checks
    WHERE "annotatorId" = ${annotatorId}::uuid`
  return z.tuple([z.object({ missed: z.number() })]).parse(rows)[0].missed
}
