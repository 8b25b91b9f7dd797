import 'server-only'
import type { Access } from '@/lib/auth/access'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import type { Column, RowOf } from './columns'
import { answersOf, COUNTED_SLOTS, inSeconds, TOLD_ITEMS } from './counted-slots'
import type { FileQuery } from './file-query'
import { readFirstQuestion } from './first-question'
import { readBatches } from './read-batches'
import { type Sources, selectList } from './select-list'
import { OF_ITEM } from './shared-columns'

/** lmsys.jsonl: one row a judgment, as the rows of MT-bench and of the arena are read. */
export const LMSYS_COLUMNS = [
  { name: 'question_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'model_a', type: 'text', holds: 'System that made response A.' },
  { name: 'model_b', type: 'text', holds: 'System that made response B.' },
  {
    name: 'winner',
    type: 'text',
    holds: 'model_a, model_b, tie, or both_bad where the question offered that: tie (bothbad) for FastChat.',
  },
  { name: 'judge', type: 'text', holds: 'Code of the annotator in this study.' },
  { name: 'conversation_a', type: 'json', holds: 'Prompt and response A as messages: a list of role and content.' },
  { name: 'conversation_b', type: 'json', holds: 'The same with response B.' },
  { name: 'turn', type: 'integer', holds: 'Always 1: whole responses are compared.' },
  { name: 'anony', type: 'boolean', holds: 'Always true: nobody was told which system is which.' },
  { name: 'tstamp', type: 'number', holds: 'When it was stored, in seconds since 1970.' },
  { name: 'group', type: 'text', holds: 'Annotator group.' },
  { name: 'annotator_kind', type: 'text', holds: 'person, or model: a language model.' },
  ...OF_ITEM,
] as const satisfies readonly Column[]

export type LmsysRow = RowOf<typeof LMSYS_COLUMNS>

/**
 * What people and models said of each pair, ties among them. What stood masked for them is in no row: the texts would be
 * others than those that were judged.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportLmsys(
  access: Access<'study:export'>,
  { dialect }: Pick<FileQuery, 'dialect'>,
): Promise<{
  title: string
  batches: AsyncGenerator<LmsysRow[], void, undefined>
}> {
  const { title, id } = await readFirstQuestion(access)
  return { title, batches: readBatches<LmsysRow>(selectRows(access.studyId, id, BOTH_BAD[dialect ?? 'arena'])) }
}

/** What the arena's files of 2024 and later say, and what FastChat reads. */
const BOTH_BAD = { arena: 'both_bad', fastchat: 'tie (bothbad)' } as const

function selectRows(studyId: string, criterionId: string, bothBad: string): Prisma.Sql {
  const { sql } = Prisma
  const sources: Sources<typeof LMSYS_COLUMNS> = {
    question_id: sql`p."externalId"`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    winner: sql`
      CASE WHEN j.score > 0 THEN 'model_a' WHEN j.score < 0 THEN 'model_b'
        WHEN j.choice = 'BOTH_BAD' THEN ${bothBad} ELSE 'tie' END`,
    judge: sql`n.code`,
    conversation_a: sql`p.messages || a.messages`,
    conversation_b: sql`p.messages || b.messages`,
    turn: sql`1`,
    anony: sql`true`,
    tstamp: inSeconds(sql`j."createdAt"`),
    group: sql`g.name`,
    annotator_kind: sql`CASE g.kind WHEN 'LLM' THEN 'model' ELSE 'person' END`,
    item: sql`i.position`,
    study_id: sql`${studyId}::text`,
  }
  return sql`
    SELECT ${selectList(LMSYS_COLUMNS, sources)}
    FROM "Assignment" s
    JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    ${TOLD_ITEMS}
    CROSS JOIN LATERAL ${answersOf(sql`s`, criterionId)} j
    WHERE s."studyId" = ${studyOf(studyId)} AND ${COUNTED_SLOTS} AND s.flag IS NULL
      AND i."responseBId" IS NOT NULL AND cardinality(i.masks) = 0
    ORDER BY j."createdAt", j.id`
}
