import 'server-only'
import type { Access } from '@/lib/auth/access'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { Column, RowOf } from './columns'
import {
  answersOf,
  COUNTED_SLOTS,
  inSeconds,
  JUDGE,
  lastCallOf,
  OF_MODELS,
  sentText,
  TOLD_ITEMS,
} from './counted-slots'
import { readFirstQuestion } from './first-question'
import { readBatches } from './read-batches'
import { type Sources, selectList } from './select-list'
import { OF_ITEM } from './shared-columns'

/** fastchat-pair.jsonl: one row for each item that a model judged in both orders, as FastChat's show_result reads it. */
export const FASTCHAT_PAIR_COLUMNS = [
  { name: 'question_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model_1', type: 'text', holds: 'System that made response A.' },
  { name: 'model_2', type: 'text', holds: 'System that made response B.' },
  {
    name: 'g1_winner',
    type: 'text',
    holds: 'Verdict with model_1 shown first: model_1, model_2 or tie; error where the model gave none.',
  },
  { name: 'g2_winner', type: 'text', holds: 'Verdict with model_2 shown first, in the same words.' },
  { name: 'judge', type: 'json', holds: 'The model and its code in this study, as a list.' },
  { name: 'g1_user_prompt', type: 'text', holds: 'What was sent in the first order.' },
  { name: 'g1_judgment', type: 'text', holds: 'What the model answered.' },
  { name: 'g2_user_prompt', type: 'text', holds: 'What was sent in the second order.' },
  { name: 'g2_judgment', type: 'text', holds: 'What the model answered.' },
  { name: 'turn', type: 'integer', holds: 'Always 1: whole responses are compared.' },
  { name: 'tstamp', type: 'number', holds: 'When the later of the two was stored, in seconds since 1970.' },
  ...OF_ITEM,
] as const satisfies readonly Column[]

export type FastchatPairRow = RowOf<typeof FASTCHAT_PAIR_COLUMNS>

/**
 * What models said of each item in both orders, one row an item and model. What was asked in one order, or is not done in
 * both yet, has none: its reader would take a missing game for a tie.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportFastchatPairs(access: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<FastchatPairRow[], void, undefined>
}> {
  const { title, id } = await readFirstQuestion(access)
  return { title, batches: readBatches<FastchatPairRow>(selectPairs(access.studyId, id)) }
}

const { sql } = Prisma

const winner = (score: Prisma.Sql) => sql`
  CASE WHEN ${score} > 0 THEN 'model_1' WHEN ${score} < 0 THEN 'model_2' WHEN ${score} = 0 THEN 'tie' ELSE 'error' END`

function selectPairs(studyId: string, criterionId: string): Prisma.Sql {
  const sources: Sources<typeof FASTCHAT_PAIR_COLUMNS> = {
    question_id: sql`p."externalId"`,
    model_1: sql`ya.name`,
    model_2: sql`yb.name`,
    g1_winner: winner(sql`j.score`),
    g2_winner: winner(sql`k.score`),
    judge: JUDGE,
    g1_user_prompt: sentText(sql`l.messages`),
    g1_judgment: sql`l.answer`,
    g2_user_prompt: sentText(sql`m.messages`),
    g2_judgment: sql`m.answer`,
    turn: sql`1`,
    tstamp: inSeconds(sql`greatest(s."doneAt", t."doneAt")`),
    item: sql`i.position`,
    study_id: sql`${studyId}::text`,
  }
  return sql`
    SELECT ${selectList(FASTCHAT_PAIR_COLUMNS, sources)}
    FROM "Annotator" n
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Assignment" s ON s."studyId" = n."studyId" AND s."annotatorId" = n.id AND s."leftIsA"
    JOIN "Assignment" t ON t."studyId" = s."studyId" AND t."itemId" = s."itemId" AND t."annotatorId" = s."annotatorId"
      AND NOT t."leftIsA" AND t.repeat = 0 AND t."doneAt" IS NOT NULL
    ${TOLD_ITEMS}
    LEFT JOIN LATERAL ${answersOf(sql`s`, criterionId)} j ON true
    LEFT JOIN LATERAL ${answersOf(sql`t`, criterionId)} k ON true
    LEFT JOIN LATERAL ${lastCallOf(sql`s`)} l ON true
    LEFT JOIN LATERAL ${lastCallOf(sql`t`)} m ON true
    WHERE n."studyId" = ${studyOf(studyId)} AND ${OF_MODELS} AND ${COUNTED_SLOTS}
    ORDER BY i.position, n.code`
}
