import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { workbookOf, zipOf, zstdZipOf } from '../testing-archives'
import { chunksOf, jsonLines } from '../testing-files'
import { cutFile } from './cut-file'
import { openFile } from './open-file'
import type { ReadRow } from './read-record'

async function read(content: string | Buffer, kind: 'PROMPTS' | 'RESPONSES' = 'PROMPTS') {
  const file = await openFile(kind, chunksOf(content, 999))
  const rows: ReadRow[] = []
  try {
    for await (const batch of file.rows()) rows.push(...batch)
  } finally {
    await file.close()
  }
  return { format: `${file.format.id}/${file.container}`, rows, ...file.summary() }
}

async function records(content: Buffer): Promise<Record<string, unknown>[]> {
  const { raws, close } = await cutFile(chunksOf(content, 999))
  const all: Record<string, unknown>[] = []
  for await (const batch of raws) for (const { bytes } of batch) all.push(JSON.parse(String(bytes)))
  await close()
  return all
}

const said = (rows: ReadRow[]) => rows.map(({ externalId, messages }) => [externalId, messages?.[0]?.content])
const asked = (ids: readonly string[]) => jsonLines(ids.map((id) => ({ id, prompt: `Ask ${id} 本 🪁` })))
const wanted = (ids: readonly string[]) => ids.map((id) => [id, `Ask ${id} 本 🪁`])
const parquet = (data: { name: string; data: unknown[]; type?: 'STRING' | 'INT64' | 'BYTE_ARRAY' }[], rows?: number) =>
  Buffer.from(parquetWriteBuffer({ columnData: data, ...(rows && { rowGroupSize: rows }) }))

test('a gzip archive is read as what it holds', async () => {
  const file = await read(gzipSync(asked(['a', 'b'])))
  expect(said(file.rows)).toEqual(wanted(['a', 'b']))
  expect(file).toMatchObject({ format: 'evenhand-prompts/jsonl', lines: 2, bytes: gzipSync(asked(['a', 'b'])).length })
})

test('a zip archive is read entry by entry, and what is no data is named', async () => {
  const entries = { 'one.jsonl': asked(['a']), 'sub/two.jsonl.gz': gzipSync(asked(['b', 'c'])), 'README.md': '# Hi' }
  const file = await read(await zipOf({ ...entries, '__MACOSX/._one.jsonl': 'x' }))
  expect(said(file.rows)).toEqual(wanted(['a', 'b', 'c']))
  expect(file.lines).toBe(3)
  expect(file.parts).toEqual([
    { name: 'one.jsonl', lines: 1, note: 'Not read: “README.md”' },
    { name: 'sub/two.jsonl', lines: 2, note: null },
  ])
})

test('tables of one archive share their columns, which are no record of the second', async () => {
  const rows = (await read(await zipOf({ 'a.csv': 'id,prompt\n1,One\n', 'b.csv': '\r\nid,prompt\r\n2,Two\r\n' }))).rows
  expect(said(rows.filter(({ problem }) => problem !== 'blank'))).toEqual([
    ['1', 'One'],
    ['2', 'Two'],
  ])
})

test('Parquet is read row group by row group, with nested values, numbers and dates', async () => {
  const ids = Array.from({ length: 2500 }, (_, n) => `p-${n}`)
  const file = await read(
    parquet(
      [
        { name: 'id', data: ids },
        { name: 'prompt', data: ids.map((id) => `Ask ${id} 本 🪁`) },
      ],
      1000,
    ),
  )
  expect(said(file.rows)).toEqual(wanted(ids))
  expect(file.rows.at(-1)).toMatchObject({ line: 2500, record: 2500 })
  expect(file).toMatchObject({ format: 'evenhand-prompts/parquet', lines: 2500 })
  const messages = [[{ role: 'user', content: 'Hi' }], [{ role: 'user', content: 'Ho' }]]
  const nested = parquet([
    { name: 'n', data: [1n, 9007199254740993n], type: 'INT64' },
    { name: 'messages', data: messages.map((list) => JSON.stringify(list)) },
    { name: 'at', data: [new Date(0), new Date(1)] },
  ])
  expect(await records(nested)).toEqual([
    { n: 1, messages: JSON.stringify(messages[0]), at: '1970-01-01T00:00:00.000Z' },
    { n: '9007199254740993', messages: JSON.stringify(messages[1]), at: '1970-01-01T00:00:00.001Z' },
  ])
})

test('a sheet is read row by row: texts, numbers and dates as they are, blank rows passed over, others sheets named', async () => {
  const file = await read(
    await workbookOf({
      Data: [
        ['ID', 'prompt', 'category'],
        [81, 'How? 本', null],
        [null, ' ', null],
        ['b', '0042', new Date('2026-01-02T00:00:00Z')],
      ],
      Codebook: [['column']],
    }),
  )
  expect(file.rows.map(({ line, record, problem }) => [line, record, problem])).toEqual([
    [2, 1, null],
    [3, 1, 'blank'],
    [4, 2, null],
  ])
  expect(said(file.rows)).toEqual([
    ['81', 'How? 本'],
    [null, undefined],
    ['b', '0042'],
  ])
  expect(file.rows[2]?.category).toBe('2026-01-02T00:00:00.000Z')
  expect(file.parts[0]?.note).toBe('Read was the sheet “Data”, not “Codebook”')
})

test('a cell with a formula is a problem that names it', async () => {
  const { rows } = await read(
    await workbookOf({
      Data: [
        ['id', 'prompt'],
        ['a', { formula: 'A1&"!"', result: 'x' }],
        ['b', 'Fine'],
      ],
    }),
  )
  expect(rows).toMatchObject([
    { line: 2, problem: 'formula_cell', detail: 'Cell B2 holds a formula: =A1&"!"' },
    { line: 3, problem: null },
  ])
})

test('a log of Inspect is read sample by sample, though packed by zstd', async () => {
  const sample = (id: string, epoch: number) =>
    JSON.stringify({
      id,
      epoch,
      input: 'Hi',
      output: { choices: [{ message: { content: 'Ho' } }] },
      events: ['x'.repeat(99)],
    })
  const log = await zstdZipOf({
    'header.json': JSON.stringify({ eval: { model: 'lab/heron', task: 'chat' } }),
    'samples/a_epoch_1.json': sample('a', 1),
    'samples/a_epoch_2.json': '{"id": "cut',
  })
  const { raws, container, close } = await cutFile(chunksOf(log))
  const all = []
  for await (const batch of raws) all.push(...batch)
  await close()
  expect(container.kind).toBe('eval')
  expect(JSON.parse(String(all[0]?.bytes))).toEqual(JSON.parse(sample('a', 1).replace(/,"events".*/, '}')))
  expect(all[0]?.about).toEqual({ model: 'lab/heron', task: 'chat' })
  expect(all[1]?.fault).toMatchObject({ code: 'not_json', detail: expect.stringContaining('samples/a_epoch_2.json') })
})

test('a field that a record has twice is a problem, wherever it is', async () => {
  const lines = [
    '{"id": "a", "prompt": "x", "prompt": "y"}',
    '{"id": "b", "m": [{"k": 1, "\\u006b": 2}], "prompt": "z"}',
  ]
  const { rows } = await read(`{"id": "0", "prompt": "\\"id\\": {"}\n${lines.join('\n')}\n`)
  expect(rows).toMatchObject([
    { problem: null },
    { problem: 'duplicate_key', detail: '"prompt" is given twice' },
    { problem: 'duplicate_key', detail: '"k" is given twice' },
  ])
})

const bomb = `${JSON.stringify({ id: 'a', prompt: 'x'.repeat(4_000_000) })}\n`.repeat(5)

test.each<[string, () => Promise<Buffer> | Buffer, RegExp]>([
  [
    'a gzip archive that was cut',
    () => gzipSync(asked(['a', 'b'])).subarray(0, 40),
    /cannot be unpacked: it is damaged/,
  ],
  ['a gzip archive that fills a disk', () => gzipSync(bomb), /more than .*zip bombs/],
  ['a zip archive that fills a disk', () => zipOf({ 'a.jsonl': bomb }), /zip bombs/],
  [
    'a zip archive that was cut',
    async () => (await zipOf({ 'a.jsonl': asked(['a']) })).subarray(0, -30),
    /no whole zip/,
  ],
  ['an archive without data', () => zipOf({ 'a.png': 'x' }), /without a file of data.*“a.png”/],
  ['an empty archive', () => zipOf({}), /without a file of data/],
  [
    'other columns',
    () => zipOf({ 'a.csv': 'id,prompt\n1,x\n', 'b.csv': 'prompt,id\nx,1\n' }),
    /“b.csv” has other columns/,
  ],
  ['CSV beside JSON', () => zipOf({ 'a.csv': 'id,prompt\n1,x\n', 'b.jsonl': asked(['a']) }), /CSV beside other files/],
  [
    'archives in archives in archives',
    async () => gzipSync(gzipSync(gzipSync(gzipSync(asked(['a']))))),
    /archive within archives/,
  ],
  [
    'Parquet that was cut',
    () => parquet([{ name: 'prompt', data: ['x'] }]).subarray(0, -9),
    /damaged or was cut short/,
  ],
  [
    'Parquet whose pages are damaged',
    () => {
      const file = parquet([{ name: 'prompt', data: Array.from({ length: 400 }, (_, n) => `ask ${n}`) }])
      file.fill(0xff, 4, 60)
      return file
    },
    /cannot be read as Parquet/,
  ],
  ['a database', () => Buffer.from('SQLite format 3\0…'), /SQLite database.*Export the table/],
  ['Arrow', () => Buffer.from('ARROW1\0\0'), /Arrow file.*Parquet/],
  [
    'merged cells',
    () =>
      workbookOf(
        {
          S: [
            ['id', 'prompt'],
            ['a', 'b'],
            ['c', 'd'],
          ],
        },
        'A2:A3',
      ),
    /A2:A3.*merged/,
  ],
  [
    'columns of one name',
    () =>
      workbookOf({
        S: [
          ['prompt', 'Prompt'],
          ['a', 'b'],
        ],
      }),
    /Two columns are called “prompt”/,
  ],
])('what cannot be unpacked is refused as a whole: %s', async (_, content, message) => {
  await expect(read(await content())).rejects.toMatchObject({
    code: 'file_unreadable',
    message: expect.stringMatching(message),
  })
})

test('an archive that says it has too many entries is refused before they are looked at', async () => {
  const zip = await zipOf({ 'a.jsonl': asked(['a']) })
  zip.writeUInt16LE(10_001, zip.lastIndexOf('PK\x05\x06') + 10)
  await expect(read(zip)).rejects.toThrow(/10,001 entries; at most 10,000/)
})

const SHEET = path.resolve(import.meta.dirname, '../../../../shared/data/tulu-human-eval')
const hasSheet = existsSync(SHEET)
if (!hasSheet) console.warn(`NOT TESTED: the workbook of a published study is missing (${SHEET}).`)

test.skipIf(!hasSheet)('the workbook of a published study has its six formulas named', async () => {
  const { readdir } = await import('node:fs/promises')
  const name = (await readdir(SHEET)).find((file) => file.endsWith('.xlsx'))
  if (!name) return
  const { raws, close } = await cutFile(chunksOf(await readFile(path.join(SHEET, name)), 65_536))
  const all = []
  for await (const batch of raws) all.push(...batch)
  await close()
  const cells = all.flatMap(({ fault }) => fault?.detail.match(/\b[A-Z]+\d+\b(?=.* formulas?:)/g) ?? [])
  expect(cells).toHaveLength(6)
})
