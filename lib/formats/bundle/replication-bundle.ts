import 'server-only'
import { type Access, authorizeActor } from '@/lib/auth/access'
import { JUDGMENT_COLUMNS } from '@/lib/exports/columns'
import { exportJudgments } from '@/lib/exports/export-judgments'
import type { FileQuery } from '@/lib/exports/file-query'
import { exportLate, LATE_COLUMNS, type LateRow } from '@/lib/exports/late-verdicts'
import { exportNames, NAME_COLUMNS, type NameRow } from '@/lib/exports/name-decisions'
import { exportPairs, ITEM_COLUMNS, PAIR_COLUMNS, readItemRows } from '@/lib/exports/pairs'
import { type Chunks, csvChunks, jsonlChunks, textChunks } from '@/lib/http/stream'
import { type SummedEntry, withSums, zipChunks } from '@/lib/http/zip'
import { readDrawings, type Snapshot } from '@/lib/results/snapshots'
import { CODEBOOK_COLUMNS, codebookRows } from '../export/codebook'
import { parquetChunks } from '../export/parquet'
import { archiveManifest } from './archive-manifest'
import { type BundleFacts, readBundleFacts, readBundleRecord } from './bundle-facts'
import { croissant } from './croissant'
import { drawingEntries, numberEntries } from './figure-entries'
import { methodsLatex, methodsMarkdown } from './method-files'
import { notebookChunks } from './python-cells'
import { R_SCRIPT } from './r-script'
import { screenEntries } from './screen-entries'
import { presentSnapshot, requireSameData } from './snapshot-data'
import { bundleReadme, citation } from './words'

/**
 * A study as of a snapshot, with all that is needed to compute its numbers anew, as one archive. It is the same, byte for byte,
 * whenever it is made of the same snapshot: nothing in it is later.
 *
 * @throws AppError as `presentSnapshot` and `takesTexts`
 */
export async function replicationBundle(access: Access<'study:export'>, query: FileQuery) {
  const { studyId } = access
  const snapshot = await presentSnapshot(access, query)
  const facts = await readBundleFacts(access, snapshot, query)
  const { hasTexts } = facts
  const results = await authorizeActor(access.actor, studyId, 'study:results')
  const entries = [
    text('README.md', bundleReadme(facts)),
    { name: 'manifest.json', chunks: async () => textChunks(await archiveManifest(access, facts, query)) },
    ...(await recordOf(access, facts)),
    ...dataOf(access, snapshot.at, hasTexts),
    ...numberEntries(snapshot),
    ...drawingEntries(await readDrawings(results, snapshot.id), snapshot.at),
    ...(await screenEntries(access)),
    { name: 'analysis/evenhand.ipynb', chunks: notebookChunks },
    text('analysis/analysis.R', R_SCRIPT),
    text('methods.md', methodsMarkdown(facts)),
    text('methods.tex', methodsLatex(facts)),
    text('CITATION.cff', citation(facts)),
    { name: 'croissant.json', chunks: (sums: Sums) => described(facts, sums) },
    // Last: what was written before is of the snapshot only if nothing came in meanwhile.
    text('snapshot.json', snapshotWords(snapshot), () => requireSameData(studyId, snapshot)),
  ]
  return { title: facts.title, chunks: zipChunks(withSums(entries)) }
}

type Sums = ReadonlyMap<string, string>

const text = (name: string, content: string, before?: () => Promise<void>): SummedEntry => ({
  name,
  chunks: async () => {
    await before?.()
    return textChunks(content)
  },
})

const json = (name: string, content: object) => text(name, `${JSON.stringify(content, null, 2)}\n`)

const csv = (name: string, columns: readonly { name: string }[], rows: readonly object[]): SummedEntry => ({
  name,
  chunks: () =>
    csvChunks(
      [rows],
      columns.map((column) => column.name),
    ),
})

const snapshotWords = ({ id, at, note, rule, criterion, dataHash }: Snapshot) =>
  `${JSON.stringify({ id, at, note, rule, criterion, dataHash }, null, 2)}\n`

async function recordOf(access: Access<'study:export'>, { protocolText, snapshot }: BundleFacts) {
  const { amendments, looks, audit } = await readBundleRecord(access, snapshot.at)
  return [
    ...(protocolText === null ? [] : [text('protocol.json', protocolText)]),
    json('amendments.json', amendments),
    json('looks.json', looks),
    csv('audit.csv', [{ name: 'at' }, { name: 'action' }], audit),
  ]
}

/** The data; what came after the snapshot is in none of them. */
function dataOf(access: Access<'study:export'>, at: Date, hasTexts: boolean): SummedEntry[] {
  const judgments = async () => (await exportJudgments(access)).batches
  const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name)
  const tables = [
    { name: 'judgments.csv', columns: JUDGMENT_COLUMNS },
    { name: 'items.jsonl', columns: ITEM_COLUMNS },
    ...(hasTexts ? [{ name: 'pairs.jsonl', columns: PAIR_COLUMNS }] : []),
    { name: 'late.csv', columns: LATE_COLUMNS },
    { name: 'names.csv', columns: NAME_COLUMNS },
  ]
  const until = (time: string | null) => time === null || new Date(time) <= at
  const file = (name: string, chunks: () => Promise<Chunks>): SummedEntry => ({ name: `data/${name}`, chunks })
  return [
    file('judgments.csv', async () => csvChunks(await judgments(), names(JUDGMENT_COLUMNS))),
    file('judgments.jsonl', async () => jsonlChunks(await judgments())),
    file('judgments.parquet', async () => parquetChunks(await judgments(), JUDGMENT_COLUMNS)),
    file('items.jsonl', async () => jsonlChunks(readItemRows(access))),
    ...(hasTexts ? [file('pairs.jsonl', async () => jsonlChunks((await exportPairs(access)).batches))] : []),
    file('late.csv', async () => {
      const { batches } = await exportLate(access)
      return csvChunks(
        filtered<LateRow>(batches, ({ received_at }) => until(received_at)),
        names(LATE_COLUMNS),
      )
    }),
    file('names.csv', async () => {
      const { batches } = await exportNames(access)
      return csvChunks(
        filtered<NameRow>(batches, ({ decided_at }) => until(decided_at)),
        names(NAME_COLUMNS),
      )
    }),
    csv('data/codebook.csv', CODEBOOK_COLUMNS, codebookRows(tables)),
  ]
}

async function* filtered<Row>(batches: AsyncIterable<Row[]>, fits: (row: Row) => boolean): AsyncGenerator<Row[]> {
  for await (const batch of batches) yield batch.filter(fits)
}

function described(facts: BundleFacts, sums: Sums): Chunks {
  const table = (name: string, columns: typeof JUDGMENT_COLUMNS | typeof ITEM_COLUMNS | typeof PAIR_COLUMNS) => {
    const path = `data/${name}.jsonl`
    return { name, path, format: 'application/jsonlines' as const, sha256: sums.get(path) ?? '', columns }
  }
  const tables = [
    table('judgments', JUDGMENT_COLUMNS),
    table('items', ITEM_COLUMNS),
    ...(facts.hasTexts ? [table('pairs', PAIR_COLUMNS)] : []),
  ]
  return textChunks(croissant(facts, tables))
}
