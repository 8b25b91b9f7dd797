import 'server-only'
import type { Access } from '@/lib/auth/access'
import { Prisma } from '@/lib/db/generated/client'
import { studyOf } from '@/lib/db/study-of'
import { RESPONSES } from '@/lib/rates/left-out'
import { textsAsShown } from './as-shown'
import { type Column, type RowOf, TEXT_COLUMNS } from './columns'
import { readBatches } from './read-batches'
import { TEXTS } from './select-judgments'
import { type Sources, selectList } from './select-list'
import { exportTitle } from './title'

/** items.jsonl: one row an item, without its texts. */
export const ITEM_COLUMNS = [
  { name: 'study_id', type: 'text', holds: 'Id of the study, as in its address.' },
  { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' },
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  { name: 'category', type: 'text', holds: 'Category of the prompt.' },
  { name: 'tags', type: 'text', holds: 'Tags of the prompt, as a JSON list.' },
  { name: 'model_a', type: 'text', holds: 'System that made response A, or the one that is rated.' },
  { name: 'model_b', type: 'text', holds: 'System that made response B; empty in ratings.' },
  { name: 'sample', type: 'integer', holds: 'Which of system A’s responses to the prompt it is, from 0.' },
  { name: 'item_kind', type: 'text', holds: 'regular, check, gold or practice.' },
  { name: 'shared', type: 'boolean', holds: 'Whether the item is of the shared set, on which agreement is measured.' },
  { name: 'masked', type: 'text', holds: 'Words that stood masked in prompt and both responses, as a JSON list.' },
] as const satisfies readonly Column[]

/** pairs.jsonl and pairs.parquet: one row an item, with what its annotators read. */
export const PAIR_COLUMNS = [...ITEM_COLUMNS, ...TEXT_COLUMNS] as const satisfies readonly Column[]

export type ItemRow = RowOf<typeof ITEM_COLUMNS>
export type PairRow = RowOf<typeof PAIR_COLUMNS>

/** What a study puts before annotators, in its order, with the texts as they are shown. They tell of no verdict. */
export async function exportPairs(access: Access<'study:export'>): Promise<{
  title: string
  batches: AsyncGenerator<PairRow[], void, undefined>
}> {
  const rows = readBatches<PairRow>(selectItems(access.studyId, Prisma.sql`, ${selectList(TEXT_COLUMNS, TEXTS)}`))
  return { title: await exportTitle(access), batches: asShown(rows) }
}

/** The same without texts. */
export function readItemRows({ studyId }: Access<'study:export'>): AsyncGenerator<ItemRow[], void, undefined> {
  return readBatches<ItemRow>(selectItems(studyId, Prisma.empty))
}

async function* asShown(batches: AsyncGenerator<PairRow[]>): AsyncGenerator<PairRow[], void, undefined> {
  for await (const batch of batches)
    yield batch.map((row) => ({ ...row, ...textsAsShown(row, JSON.parse(row.masked ?? '[]') as string[]) }))
}

function selectItems(studyId: string, texts: Prisma.Sql): Prisma.Sql {
  const { sql } = Prisma
  const sources: Sources<typeof ITEM_COLUMNS> = {
    study_id: sql`${studyId}::text`,
    item: sql`i.position`,
    prompt_id: sql`p."externalId"`,
    category: sql`p.category`,
    tags: sql`array_to_json(p.tags)::text`,
    model_a: sql`ya.name`,
    model_b: sql`yb.name`,
    sample: sql`a.sample`,
    item_kind: sql`lower(i.kind::text)`,
    shared: sql`i.shared`,
    masked: sql`array_to_json(i.masks)::text`,
  }
  return sql`
    SELECT ${selectList(ITEM_COLUMNS, sources)}${texts}
    FROM "Item" i ${RESPONSES}
    JOIN "Prompt" p ON p.id = i."promptId"
    JOIN "System" ya ON ya.id = a."systemId"
    LEFT JOIN "System" yb ON yb.id = b."systemId"
    WHERE i."studyId" = ${studyOf(studyId)}
    ORDER BY i.position`
}
