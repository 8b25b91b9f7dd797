import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Claimed } from '@/lib/engine/claimed'
import { Answer, FLAGS } from '@/lib/engine/schema'
import { AppError } from '@/lib/errors'
import { maskNames } from '@/lib/names/mask'
import { Messages } from '@/lib/prompts/messages'
import type { OwnPair, OwnVerdict } from './own-schema'
import { plainPair, renderPair } from './render-pair'

const SHOWN = 50
const EXCERPT = 160
/** Words are at most 200 characters and their masks three: so much of a text is more than an excerpt, whatever is masked in it. */
const LOOKED_THROUGH = 20_000

const Line = z.object({
  assignmentId: z.string(),
  at: z.date(),
  messages: Messages,
  masks: z.array(z.string()),
  warned: z.boolean(),
  answers: z.array(Answer),
  flag: z.enum(FLAGS).nullable(),
  isPractice: z.boolean(),
  mayRevise: z.boolean(),
})

/** An annotator's last verdicts in a study, latest first, as they saw them. */
export async function listOwnVerdicts({ studyId, actor }: Access<'judgment:submit'>): Promise<OwnVerdict[]> {
  const rows = await db.$queryRaw`
    WITH last AS (
      SELECT a.*, s.status, s."reviseLast", s."warnedCategories", row_number() OVER (ORDER BY a."doneAt" DESC) AS number
      FROM "Annotator" n
      JOIN "Study" s ON s.id = n."studyId"
      JOIN "Assignment" a ON a."studyId" = n."studyId" AND a."annotatorId" = n.id AND a."doneAt" IS NOT NULL
      WHERE n."studyId" = ${studyId}::uuid AND n."userId" = ${actor.id}::uuid
      ORDER BY a."doneAt" DESC LIMIT ${SHOWN})
    SELECT a.id AS "assignmentId", a."doneAt" AS at, p.messages, i.masks,
           coalesce(p.category = ANY (a."warnedCategories"), false) AS warned, a.flag::text, i.kind = 'PRACTICE' AS "isPractice",
           presented_answers(a."studyId", a.id, a."leftIsA") AS answers,
           a.status = 'OPEN' AND a.flag IS NULL AND i.kind <> 'PRACTICE' AND a.number <= a."reviseLast" AS "mayRevise"
    FROM last a
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    ORDER BY a."doneAt" DESC`
  return z
    .array(Line)
    .parse(rows)
    .map(({ at, messages, masks, ...line }) => ({
      ...line,
      at: at.toISOString(),
      // What stands covered is not told in passing.
      excerpt: line.warned ? '' : excerptOf(messages, masks),
    }))
}

function excerptOf(messages: z.output<typeof Messages>, masks: string[]): string {
  const asked = messages.findLast(({ role }) => role === 'user') ?? messages.at(-1)
  const words = (asked?.content ?? '').replace(/\s+/g, ' ').trim()
  // Masked before it is cut, for half a name is a name. Of a long text only so much as no names could shrink to an excerpt.
  return maskNames(words.slice(0, LOOKED_THROUGH), masks).slice(0, EXCERPT)
}

const Own = z.object({
  answers: z.array(Answer),
  rationale: z.string().nullable(),
  leftIsA: z.boolean(),
  isDone: z.boolean(),
  masks: z.array(z.string()),
  prompt: Messages,
  responseA: Messages,
  responseB: Messages.nullable(),
  /** The same as the desk shows it: HTML that was rendered beforehand, where it is there. */
  shown: Claimed.shape.slots.element,
})

/**
 * One of an annotator's own pairs, held or judged: to read it as it was written, or to look at its verdict again.
 * @throws AppError `not_found` for a pair that is not theirs
 */
export async function readOwnPair(
  { studyId, actor }: Access<'judgment:submit'>,
  assignmentId: string,
): Promise<OwnPair> {
  if (!z.uuid().safeParse(assignmentId).success) throw new AppError('not_found')
  const rows = await db.$queryRaw`
    SELECT a."leftIsA", a."doneAt" IS NOT NULL AND a.flag IS NULL AS "isDone", i.masks,
           slot_contents(a."studyId", a.id) AS shown,
           p.messages AS prompt, ra.messages AS "responseA", rb.messages AS "responseB",
           presented_answers(a."studyId", a.id, a."leftIsA") AS answers, a.rationale
    FROM "Annotator" n
    JOIN "Assignment" a ON a."studyId" = n."studyId" AND a."annotatorId" = n.id
    JOIN "Item" i ON i."studyId" = a."studyId" AND i.id = a."itemId"
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "SystemResponse" ra ON ra.id = i."responseAId"
    LEFT JOIN "SystemResponse" rb ON rb.id = i."responseBId"
    WHERE n."studyId" = ${studyId}::uuid AND n."userId" = ${actor.id}::uuid AND a.id = ${assignmentId}::uuid`
  const own = z.array(Own).max(1).parse(rows)[0]
  if (!own) throw new AppError('not_found')
  const { isDone, answers, rationale } = own
  return {
    pair: renderPair(own.shown),
    text: await plainPair(own),
    given: isDone ? { answers, rationale: rationale ?? '' } : null,
  }
}
