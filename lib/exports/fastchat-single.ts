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

/** fastchat-single.jsonl: one row a rating by a model, as FastChat's show_result reads it. */
export const FASTCHAT_SINGLE_COLUMNS = [
  { name: 'question_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model', type: 'text', holds: 'System whose response is rated.' },
  { name: 'judge', type: 'json', holds: 'The model that rated and its code in this study, as a list.' },
  { name: 'user_prompt', type: 'text', holds: 'What was sent.' },
  { name: 'judgment', type: 'text', holds: 'What the model answered.' },
  { name: 'score', type: 'number', holds: 'The score of the chosen option; -1 where the model gave none.' },
  { name: 'turn', type: 'integer', holds: 'Which turn was rated, from 1; 1 for the whole.' },
  { name: 'tstamp', type: 'number', holds: 'When it was stored, in seconds since 1970.' },
  { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' },
  { name: 'sample', type: 'integer', holds: 'Which of the system’s responses to the prompt, from 0.' },
  { name: 'study_id', type: 'text', holds: 'Id of the study, as in its address.' },
] as const satisfies readonly Column[]

export type FastchatSingleRow = RowOf<typeof FASTCHAT_SINGLE_COLUMNS>

/**
 * Ratings by models, of the study's first question.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportFastchatSingle(access: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<FastchatSingleRow[], void, undefined>
}> {
  const { title, id } = await readFirstQuestion(access)
  return { title, batches: readBatches<FastchatSingleRow>(selectRatings(access.studyId, id)) }
}

function selectRatings(studyId: string, criterionId: string): Prisma.Sql {
  const { sql } = Prisma
  const sources: Sources<typeof FASTCHAT_SINGLE_COLUMNS> = {
    question_id: sql`p."externalId"`,
    model: sql`ya.name`,
    judge: JUDGE,
    user_prompt: sentText(sql`l.messages`),
    judgment: sql`l.answer`,
    score: sql`coalesce(j.score, -1)`,
    turn: sql`greatest(1, j.turn)`,
    tstamp: inSeconds(sql`s."doneAt"`),
    item: sql`i.position`,
    sample: sql`a.sample`,
    study_id: sql`${studyId}::text`,
  }
  return sql`
    SELECT ${selectList(FASTCHAT_SINGLE_COLUMNS, sources)}
    FROM "Annotator" n
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    JOIN "Assignment" s ON s."studyId" = n."studyId" AND s."annotatorId" = n.id
    ${TOLD_ITEMS}
    LEFT JOIN LATERAL ${answersOf(sql`s`, criterionId)} j ON true
    LEFT JOIN LATERAL ${lastCallOf(sql`s`)} l ON true
    WHERE n."studyId" = ${studyOf(studyId)} AND ${OF_MODELS} AND ${COUNTED_SLOTS}
    ORDER BY i.position, n.code, s.slot, j.turn`
}
