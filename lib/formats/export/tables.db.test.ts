import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { readStudyFile, readStudyLines } from '@/lib/testing/study-file'
import { writeStudy } from '@/lib/testing/written-study'

/** The bytes alone: a small buffer shares its memory with others. */
const bytesOf = (buffer: Buffer) => Uint8Array.from(buffer).buffer

/** What a spreadsheet, XML or Parquet might take for something else. */
const REASONS = [
  '=1+1',
  '@cmd',
  ' <b>&amp;"</b>\r\n\u0007_x000D_ ',
  '000123',
  'TRUE',
  '12e5',
  '한국어 🙂',
  'x'.repeat(40_000),
]

async function judgedStudy() {
  const names = [`focal ${randomUUID()}`, `base ${randomUUID()}`] as const
  const study = await writeStudy(names, { looks: 'ANYTIME' })
  const annotator = await study.addAnnotator({ group: 'crowd' })
  for (const rationale of REASONS) {
    const id = await study.judge(annotator, names)
    await db.assignment.update({ where: { studyId_id: { studyId: study.studyId, id } }, data: { rationale } })
  }
  await study.judge(annotator, names, { choice: 'BOTH_BAD', repeat: 1 })
  return { study, studyId: study.studyId, names }
}

test('Parquet has the rows of the JSONL, typed by their columns', async () => {
  const { studyId } = await judgedStudy()
  const file = bytesOf(await readStudyFile(studyId, 'judgments.parquet', { texts: 'yes' }))
  const lines = await readStudyLines(studyId, 'judgments.jsonl', { texts: 'yes' })
  const rows = await parquetReadObjects({ file })
  const asLine = (row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : (value ?? null)]),
    )
  expect(rows.map(asLine)).toEqual(lines)
  expect(lines[0]).toMatchObject({ prompt: [{ role: 'user', content: 'Say something.' }] })
  const types = Object.fromEntries(
    parquetSchema(await parquetMetadataAsync(file)).children.map(({ element }) => [
      element.name,
      element.converted_type ?? element.type,
    ]),
  )
  expect(types).toMatchObject({
    ...{ submitted_at: 'TIMESTAMP_MILLIS', in_force: 'BOOLEAN', item: 'INT32', score: 'DOUBLE', rationale: 'UTF8' },
    prompt: 'LIST',
  })
})

test('a file of nothing is whole: with its columns and no row', async () => {
  const { studyId } = await writeStudy([randomUUID(), randomUUID()], { looks: 'ANYTIME' })
  const file = bytesOf(await readStudyFile(studyId, 'judgments.parquet'))
  expect(await parquetReadObjects({ file })).toEqual([])
  expect(parquetSchema(await parquetMetadataAsync(file)).children.length).toBeGreaterThan(40)
})

test('a workbook holds texts as texts and no formula, cuts what a cell cannot hold, and has its codebook', async () => {
  const { studyId } = await judgedStudy()
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytesOf(await readStudyFile(studyId, 'judgments.xlsx')))
  const sheet = book.getWorksheet('judgments') as ExcelJS.Worksheet
  const lines = await readStudyLines(studyId, 'judgments.jsonl')
  const heads = Object.keys(lines[0] as object)
  expect(sheet.rowCount).toBe(lines.length + 1)
  const cellsOf = (name: string) => lines.map((_, at) => sheet.getRow(at + 2).getCell(heads.indexOf(name) + 1))
  expect(cellsOf('item').map(({ value }) => value)).toEqual(lines.map(({ item }) => item))
  expect(cellsOf('in_force').map(({ value }) => value)).toEqual(lines.map(({ in_force }) => in_force))
  const reasons = cellsOf('rationale').map(({ value }) => value as string)
  // The reader leaves an escaped sign as it is written; Excel shows the sign.
  const unescaped = reasons.map((text) =>
    text?.replaceAll(/_x([0-9A-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
  )
  expect(unescaped.slice(0, 7)).toEqual(REASONS.slice(0, 7))
  expect(reasons[7]).toHaveLength(32_767)
  expect(reasons[7]).toMatch(/\[cut by Excel’s limit: 40000 characters/)
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.formula).toBeUndefined()))
  expect(book.getWorksheet('codebook')?.rowCount).toBe(heads.length + 1)
})

test('texts stand behind the columns where they are asked for, masked as they were shown, and in pairs', async () => {
  const { study, studyId, names } = await judgedStudy()
  const masked = await study.addItem(names)
  await db.item.update({ where: { studyId_id: { studyId, id: masked } }, data: { masks: ['something', names[0]] } })
  await study.judge(await study.addAnnotator({ group: 'crowd' }), names, { itemId: masked })
  const without = parse(await readStudyFile(studyId, 'judgments.csv'), { columns: true }) as object[]
  expect(Object.keys(without[0] as object)).not.toContain('prompt')
  const rows = parse(await readStudyFile(studyId, 'judgments.csv', { texts: 'yes' }), { columns: true }) as {
    prompt: string
    response_a: string
  }[]
  expect(JSON.parse(rows.at(-1)?.prompt ?? '')).toEqual([{ role: 'user', content: 'Say ▒▒▒.' }])
  expect(rows.at(-1)?.response_a).not.toContain(names[0])
  const pairs = await readStudyLines(studyId, 'pairs.jsonl')
  expect(pairs).toHaveLength(REASONS.length + 2)
  expect(pairs.at(-1)).toMatchObject({ prompt: [{ content: 'Say ▒▒▒.' }], model_a: names[0], item_kind: 'regular' })
  expect(pairs.flatMap(Object.keys)).not.toContain('verdict')
})

test('the codebook names every column of every table', async () => {
  const { studyId } = await judgedStudy()
  const book = parse(await readStudyFile(studyId, 'codebook.csv'), { columns: true }) as {
    file: string
    column: string
  }[]
  const [line] = await readStudyLines(studyId, 'judgments.jsonl')
  const of = (name: string) => book.filter(({ file }) => file === name).map(({ column }) => column)
  expect(of('judgments.parquet')).toEqual(Object.keys(line as object))
  expect(of('late.csv')).toContain('received_at')
})
