import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type Column, JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import type { FileQuery } from '@/lib/exports/file-query'
import { exportPairs, ITEM_COLUMNS, PAIR_COLUMNS, readItemRows } from '@/lib/exports/pairs'
import { exportTrl, TRL_COLUMNS } from '@/lib/exports/training-rows'
import { type Batches, textChunks } from '@/lib/http/stream'
import { type SummedEntry, withSums, zipChunks } from '@/lib/http/zip'
import { parquetChunks } from '../export/parquet'
import { type BundleFacts, readBundleFacts } from './bundle-facts'
import { croissant } from './croissant'
import { UNKNOWN_LICENCE } from './licence'
import { methodsMarkdown } from './methods'
import { presentSnapshot, requireSameData } from './snapshot-data'

/** A configuration of the data set: a table with a file of its own. */
type Config = { name: string; columns: readonly Column[]; read: () => Promise<Batches> }

const MESSAGES = ['prompt', 'chosen', 'rejected']

/** As TRL's rows, but that messages are lists of structures, which Parquet can hold. */
const PREFERENCE_COLUMNS: readonly Column[] = TRL_COLUMNS.map((column) =>
  MESSAGES.includes(column.name) ? { ...column, type: 'messages' } : column,
)

/**
 * A study as the folder of a data set on the Hugging Face Hub, as one archive: a card, a Parquet file for each configuration, and
 * Croissant. Pairs and preferences, which are texts, are in it where they are asked for.
 *
 * @throws AppError as `presentSnapshot`
 */
export async function datasetFolder(access: Access<'study:export'>, query: FileQuery) {
  const snapshot = await presentSnapshot(access, query)
  const facts = await readBundleFacts(access, snapshot)
  const configs = configsOf(access, facts, query)
  const entries: SummedEntry[] = [
    ...configs.map(({ name, columns, read }) => ({
      name: pathOf(name),
      chunks: async () => parquetChunks(await read(), columns),
    })),
    { name: 'croissant.json', chunks: (sums) => textChunks(describe(facts, configs, sums)) },
    {
      name: 'README.md',
      chunks: async () => {
        await requireSameData(access.studyId, snapshot)
        return textChunks(card(facts, configs))
      },
    },
  ]
  return { title: facts.title, chunks: zipChunks(withSums(entries)) }
}

const pathOf = (name: string) => `data/${name}.parquet`

function configsOf(access: Access<'study:export'>, { protocol }: BundleFacts, query: FileQuery): Config[] {
  const judgments = {
    name: 'judgments',
    columns: JUDGMENT_COLUMNS,
    read: async () => (await exportJudgments(access)).batches,
  }
  const items = { name: 'items', columns: ITEM_COLUMNS, read: async () => readItemRows(access) }
  const pairs = { name: 'pairs', columns: PAIR_COLUMNS, read: async () => (await exportPairs(access)).batches }
  const preference = {
    name: 'preference',
    columns: PREFERENCE_COLUMNS,
    read: async () => (await exportTrl(access, query)).batches,
  }
  if (query.texts === 'no') return [judgments, items]
  return [judgments, items, pairs, ...(protocol === 'COMPARISON' ? [preference] : [])]
}

function describe(facts: BundleFacts, configs: readonly Config[], sums: ReadonlyMap<string, string>): string {
  const tables = configs.map(({ name, columns }) => ({
    ...{ name, path: pathOf(name), format: 'application/vnd.apache.parquet' as const, columns },
    sha256: sums.get(pathOf(name)) ?? '',
  }))
  return croissant(facts, tables, UNKNOWN_LICENCE)
}

/** The card: what programs read, then what people do. The licence is for whoever publishes it to say. */
function card(facts: BundleFacts, configs: readonly Config[]): string {
  const { title, snapshot, licence } = facts
  return `---
license: other
license_name: to-be-chosen
pretty_name: ${JSON.stringify(title)}
task_categories:
- text-generation
tags:
- preference
- human-feedback
configs:
${configs.map(({ name }) => `- config_name: ${name}\n  data_files: ${pathOf(name)}`).join('\n')}
---

# ${title}

${methodsMarkdown(facts).split('\n').slice(2).join('\n')}
${licence === '' ? '' : `Prompts and responses: ${licence}\n\n`}## Configurations

${configs.map(({ name, columns }) => `### ${name}\n\n${columnLines(columns)}\n`).join('\n')}
Snapshot “${snapshot.note}” of ${snapshot.at.toISOString()}, SHA-256 of the judgments ${snapshot.dataHash}. Made by Evenhand.
`
}

function columnLines(columns: readonly Column[]): string {
  return columns.map(({ name, type, holds }) => `- \`${name}\` (${type}): ${holds}`).join('\n')
}
