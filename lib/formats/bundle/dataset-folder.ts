import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type Column, JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import type { FileQuery } from '@/lib/exports/file-query'
import { exportPairs, ITEM_COLUMNS, PAIR_COLUMNS, readItemRows } from '@/lib/exports/pairs'
import { termsWords } from '@/lib/exports/text-terms'
import { exportTrl, TRL_COLUMNS } from '@/lib/exports/training-rows'
import { type Batches, textChunks } from '@/lib/http/stream'
import { type SummedEntry, withSums, zipChunks } from '@/lib/http/zip'
import { parquetChunks } from '../export/parquet'
import { archiveManifest } from './archive-manifest'
import { type BundleFacts, readBundleFacts } from './bundle-facts'
import { croissant } from './croissant'
import { methodsMarkdown } from './method-files'
import { presentSnapshot, requireSameData } from './snapshot-data'

/** A configuration of the data set: a table with a file of its own. */
type Config = { name: string; columns: readonly Column[]; read: () => Promise<Batches> }

const MESSAGES = ['prompt', 'chosen', 'rejected']

/** As TRL's rows, but that messages are lists of structures, which Parquet can hold. */
const PREFERENCE_COLUMNS: readonly Column[] = TRL_COLUMNS.map((column) =>
  MESSAGES.includes(column.name) ? { ...column, type: 'messages' } : column,
)

/**
 * A study as the folder of a data set on the Hugging Face Hub: a card, a Parquet file for each configuration, Croissant, and a manifest
 * of what is left out. Pairs and preferences, which are texts, are in it where their licence, or a decision, lets them.
 *
 * @throws AppError as `presentSnapshot` and `takesTexts`
 */
export async function datasetFolder(access: Access<'study:export'>, query: FileQuery) {
  const snapshot = await presentSnapshot(access, query)
  const facts = await readBundleFacts(access, snapshot, query)
  const configs = configsOf(access, facts, query)
  const entries: SummedEntry[] = [
    ...configs.map(({ name, columns, read }) => ({
      name: pathOf(name),
      chunks: async () => parquetChunks(await read(), columns),
    })),
    { name: 'manifest.json', chunks: async () => textChunks(await archiveManifest(access, facts, query)) },
    { name: 'croissant.json', chunks: (sums) => textChunks(describe(facts, configs, sums)) },
    {
      name: 'README.md',
      chunks: async () => {
        await requireSameData(access.studyId, snapshot)
        return textChunks(card(facts, configs))
      },
    },
  ]
  return { title: facts.title, facts, entries: withSums(entries) }
}

/** The same as one archive. */
export async function datasetArchive(access: Access<'study:export'>, query: FileQuery) {
  const { title, entries } = await datasetFolder(access, query)
  return { title, chunks: zipChunks(entries) }
}

/** What the card of the folder says, before anything is written. */
export async function datasetCard(access: Access<'study:export'>, query: FileQuery) {
  const facts = await readBundleFacts(access, await presentSnapshot(access, query), query)
  return { title: facts.title, text: card(facts, configsOf(access, facts, query)) }
}

const pathOf = (name: string) => `data/${name}.parquet`

/** Where the tables of any folder of ours can lie: what an earlier push left there goes when a later one has none. */
export const TABLE_PATHS = ['judgments', 'items', 'pairs', 'preference'].map(pathOf)

function configsOf(access: Access<'study:export'>, { protocol, hasTexts }: BundleFacts, query: FileQuery): Config[] {
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
  if (!hasTexts) return [judgments, items]
  return [judgments, items, pairs, ...(protocol === 'COMPARISON' ? [preference] : [])]
}

function describe(facts: BundleFacts, configs: readonly Config[], sums: ReadonlyMap<string, string>): string {
  const tables = configs.map(({ name, columns }) => ({
    ...{ name, path: pathOf(name), format: 'application/vnd.apache.parquet' as const, columns },
    sha256: sums.get(pathOf(name)) ?? '',
  }))
  return croissant(facts, tables)
}

/** The card: what programs read, then what people do. */
function card(facts: BundleFacts, configs: readonly Config[]): string {
  const { title, snapshot, terms, hasTexts } = facts
  return `---
${licenceLines(facts)}
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
Texts of prompts and responses are ${hasTexts ? '' : 'not '}in it. ${termsWords(terms)} Reasons and notes are what annotators wrote.

## Configurations

${configs.map(({ name, columns }) => `### ${name}\n\n${columnLines(columns)}\n`).join('\n')}
Snapshot “${snapshot.note}” of ${snapshot.at.toISOString()}, SHA-256 of the judgments ${snapshot.dataHash}. Made by Evenhand.
`
}

/** The hub's name of the licence; another one by its own words, which the hub wants as one. */
function licenceLines({ terms: { licence } }: BundleFacts): string {
  if (licence.hubName !== null) return `license: ${licence.hubName}`
  const name = licence.written.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-')
  return `license: other\nlicense_name: ${name.replaceAll(/^[-.]+|[-.]+$/g, '') || 'not-said'}`
}

function columnLines(columns: readonly Column[]): string {
  return columns.map(({ name, type, holds }) => `- \`${name}\` (${type}): ${holds}`).join('\n')
}
