import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { maskNames } from '@/lib/names/mask'
import type { Message } from '@/lib/prompts/messages'
import type { Column, RowOf } from './columns'
import { answersOf, COUNTED_SLOTS, TOLD_ITEMS } from './counted-slots'
import { readFirstQuestion } from './first-question'
import { inOneText } from './in-one-text'
import { readBatches } from './read-batches'
import { type Sources, selectList } from './select-list'
import { OF_PROMPT } from './shared-columns'

/** alpaca-eval.json: one annotation a judgment, as AlpacaEval's metrics read them. */
export const ALPACA_EVAL_COLUMNS = [
  { name: 'instruction', type: 'text', holds: 'The prompt; of several messages, each after its role.' },
  { name: 'output_1', type: 'text', holds: 'The baseline’s response, with the masks under which it was judged.' },
  { name: 'generator_1', type: 'text', holds: 'The baseline; without a focal system, arm B.' },
  { name: 'output_2', type: 'text', holds: 'The focal system’s response.' },
  { name: 'generator_2', type: 'text', holds: 'The focal system; without one, arm A.' },
  { name: 'dataset', type: 'text', holds: 'Category of the prompt.' },
  { name: 'annotator', type: 'text', holds: 'Code of the annotator in this study.' },
  {
    name: 'preference',
    type: 'number',
    holds: '1 for output_1, 2 for output_2, 1.5 for neither; null where a model gave no verdict.',
  },
  { name: 'annotator_kind', type: 'text', holds: 'person, or model: a language model.' },
  { name: 'simulated', type: 'boolean', holds: 'Whether a simulation answered in its place.' },
  { name: 'group', type: 'text', holds: 'Annotator group.' },
  {
    name: 'presented_first',
    type: 'integer',
    holds: 'Which output was shown first: 1 or 2; empty where it was not recorded.',
  },
  ...OF_PROMPT,
] as const satisfies readonly Column[]

export type AlpacaEvalRow = RowOf<typeof ALPACA_EVAL_COLUMNS>

/** A row as it is read: texts are still messages, and nothing is masked. */
type Unmasked = Omit<AlpacaEvalRow, 'instruction' | 'output_1' | 'output_2'> & {
  instruction: Message[]
  output_1: Message[]
  output_2: Message[]
  masks: string[]
}

/**
 * What was said of each pair, by people and by models: each judgment that figure 1 counts is an annotation, and so is what a
 * model gave no verdict on.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportAlpacaEval(access: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<AlpacaEvalRow[], void, undefined>
}> {
  const { title, id } = await readFirstQuestion(access)
  const { studyId } = access
  const focal = await db.studySystem.findFirst({ where: { studyId, focal: true }, select: { systemId: true } })
  const rows = readBatches<Unmasked>(selectAnnotations(studyId, id, focal?.systemId ?? null))
  return { title, batches: asShown(rows) }
}

async function* asShown(batches: AsyncGenerator<Unmasked[]>): AsyncGenerator<AlpacaEvalRow[], void, undefined> {
  for await (const batch of batches)
    yield batch.map(({ masks, ...row }) => ({
      ...row,
      instruction: maskNames(inOneText(row.instruction), masks),
      output_1: maskNames(inOneText(row.output_1), masks),
      output_2: maskNames(inOneText(row.output_2), masks),
    }))
}

function selectAnnotations(studyId: string, criterionId: string, focalId: string | null): Prisma.Sql {
  const { sql } = Prisma
  // Arm A is the focal system's, but for pairs that were listed the other way round.
  const isTurned = sql`coalesce(b."systemId" = ${focalId}::uuid, false)`
  const first = (a: Prisma.Sql, b: Prisma.Sql) => sql`CASE WHEN ${isTurned} THEN ${a} ELSE ${b} END`
  const sources: Sources<typeof ALPACA_EVAL_COLUMNS> = {
    instruction: sql`p.messages`,
    output_1: first(sql`a.messages`, sql`b.messages`),
    generator_1: first(sql`ya.name`, sql`yb.name`),
    output_2: first(sql`b.messages`, sql`a.messages`),
    generator_2: first(sql`yb.name`, sql`ya.name`),
    dataset: sql`p.category`,
    annotator: sql`n.code`,
    preference: sql`1.5 + sign(j.score) * ${first(sql`-0.5`, sql`0.5`)}::float8`,
    annotator_kind: sql`CASE g.kind WHEN 'LLM' THEN 'model' ELSE 'person' END`,
    simulated: sql`n.simulated`,
    group: sql`g.name`,
    presented_first: sql`CASE s."leftIsA" = ${isTurned} WHEN true THEN 1 WHEN false THEN 2 END`,
    prompt_id: sql`p."externalId"`,
    item: sql`i.position`,
    study_id: sql`${studyId}::text`,
  }
  return sql`
    SELECT ${selectList(ALPACA_EVAL_COLUMNS, sources)}, i.masks
    FROM "Assignment" s
    JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
    JOIN "AnnotatorGroup" g ON g."studyId" = n."studyId" AND g.id = n."groupId"
    ${TOLD_ITEMS}
    LEFT JOIN LATERAL ${answersOf(sql`s`, criterionId)} j ON true
    WHERE s."studyId" = ${studyOf(studyId)} AND ${COUNTED_SLOTS} AND i."responseBId" IS NOT NULL
      AND (j.id IS NOT NULL AND s.flag IS NULL OR s.flag = 'NO_VERDICT')
    ORDER BY i.position, n.code, s.slot`
}
