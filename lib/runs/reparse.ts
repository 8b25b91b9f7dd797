import 'server-only'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { studyOf } from '@/lib/db/study-of'
import { rereadVerdict } from '@/lib/engine/model-calls'
import { modelSeat } from '@/lib/engine/seat'
import { AppError } from '@/lib/errors'
import { ModelSettings } from '@/lib/models/design'
import { readAnswer } from '@/lib/models/outcome'
import { PARSER_VERSION } from '@/lib/models/parse'
import { offer } from '@/lib/models/request'
import { Messages } from '@/lib/prompts/messages'
import { submissionKey } from './call-end'
import { loadStudyText, showSlot } from './study-text'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Reads the stored answers of a model again, as the parser reads now, without a call. What is read otherwise becomes the
 * verdict; the old one stays on record.
 * @returns how many answers were read, and how many verdicts are others
 */
export async function reparse(
  { actor, studyId }: Access<'study:run'>,
  annotatorId: string,
): Promise<{ read: number; changed: number }> {
  const annotator = await db.annotator.findUnique({ where: { studyId_id: { studyId, id: annotatorId } } })
  const settings = ModelSettings.nullable().parse(annotator?.llm ?? null)
  if (!annotator || !settings) throw new AppError('not_found')
  const text = await loadStudyText(studyId)
  const seat = modelSeat(studyId, annotatorId)
  let [read, changed] = [0, 0]
  for (let calls = await nextCalls(studyId, annotatorId, FIRST); calls.length > 0; ) {
    for (const { assignmentId, attempt, answer, finishReason, ...texts } of calls) {
      const shown = showSlot(text, { ...texts, masks: [], prompt: [] })
      const { outcome, answers } = readAnswer(
        { text: answer, finishReason: finishReason ?? '' },
        offer(shown, settings),
      )
      const key = submissionKey(assignmentId, `${attempt}, read by ${PARSER_VERSION} at ${Date.now()}`)
      read++
      if (await rereadVerdict(seat, { assignmentId, submissionKey: key, outcome, answers })) changed++
    }
    calls = await nextCalls(studyId, annotatorId, calls.at(-1)?.assignmentId ?? FIRST)
  }
  const detail = { read, changed, parser: PARSER_VERSION }
  await recordAudit(db, actor, { action: 'run.reparse', studyId, subject: annotator.code, detail })
  return { read, changed }
}

const Call = z.object({
  assignmentId: z.string(),
  attempt: z.number(),
  answer: z.string(),
  finishReason: z.string().nullable(),
  leftIsA: z.boolean(),
  responseA: Messages,
  responseB: Messages.nullable(),
})

/** The answers that finished slots, by slot: the last of each, where there was one at all. */
async function nextCalls(studyId: string, annotatorId: string, after: string) {
  const rows = await db.$queryRaw`
    SELECT DISTINCT ON (a.id) a.id AS "assignmentId", c.attempt, c.answer, c."finishReason", a."leftIsA",
           ra.messages AS "responseA", rb.messages AS "responseB"
    FROM "Assignment" a
    JOIN "ModelCall" c ON c."studyId" = a."studyId" AND c."assignmentId" = a.id AND c.status = 'RETURNED'
      AND c.answer IS NOT NULL
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE a."studyId" = ${studyOf(studyId)} AND a."keptForId" = ${annotatorId}::uuid AND a."doneAt" IS NOT NULL
      AND a.id > ${after}::uuid
    ORDER BY a.id, c.attempt DESC LIMIT ${BATCH}`
  return z.array(Call).parse(rows)
}
