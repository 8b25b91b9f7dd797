import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { csvChunks } from '@/lib/server/stream'
import { importUpload } from './import-upload'
import { REPORT_COLUMNS, reportProblems } from './report-problems'
import { UploadInput } from './schema'
import { stageUpload } from './stage-upload'
import { adminAccess, chunksOf, jsonLines } from './testing'

const access = await adminAccess()

async function stage(
  kind: 'PROMPTS' | 'RESPONSES',
  records: unknown[],
  target: { name?: string; promptSetId?: string },
) {
  const input = UploadInput.parse({ kind, filename: 'file.jsonl', ...target })
  return stageUpload(access, input, chunksOf(jsonLines(records)))
}

const runImport = (uploadId: string) => importUpload(access, { uploadId, leaveOutProblems: false, acceptEmpty: false })
const PROMPTS = [
  { id: 'q-1', prompt: 'One?', category: 'early' },
  { id: 'q-2', prompt: 'Two?', category: 'late' },
]

test('a file of prompts that comes again, also by two at once, adds nothing', async () => {
  await runImport(await stage('PROMPTS', PROMPTS, { name: 'Again' }))
  const { id: promptSetId } = await db.promptSet.findUniqueOrThrow({ where: { name: 'Again' } })
  const read = () => db.prompt.findMany({ where: { promptSetId }, orderBy: { position: 'asc' } })
  const before = await read()
  const again = await Promise.all([0, 1].map(() => stage('PROMPTS', PROMPTS, { promptSetId })))
  expect(await Promise.all(again.map(runImport))).toEqual(
    Array(2).fill({ imported: 0, present: 2, leftOut: {}, named: 0 }),
  )
  expect(await read()).toEqual(before)
  const third = { id: 'q-3', prompt: 'Three?' }
  const more = await Promise.all([0, 1].map(() => stage('PROMPTS', [...PROMPTS, third], { promptSetId })))
  const outcomes = await Promise.all(more.map(runImport))
  expect(outcomes.map(({ imported }) => imported).sort()).toEqual([0, 1])
  expect(await read()).toMatchObject([...before, { externalId: 'q-3', position: 2 }])
})

test('cells of the report that a spreadsheet would run are neutralised', async () => {
  await runImport(await stage('PROMPTS', PROMPTS, { name: 'Formulas' }))
  const { id: promptSetId } = await db.promptSet.findUniqueOrThrow({ where: { name: 'Formulas' } })
  const ids = ['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(A1)', 'plain']
  const uploadId = await stage(
    'RESPONSES',
    ids.map((id) => ({ id, response: 'x' })),
    { promptSetId, name: '=cmd' },
  )
  let csv = ''
  for await (const chunk of csvChunks(reportProblems(access, uploadId), REPORT_COLUMNS)) csv += chunk
  const rows = parse(csv, { columns: true }) as Record<string, string>[]
  expect(rows.map(({ prompt_id }) => prompt_id)).toEqual(ids.map((id) => (id === 'plain' ? id : `'${id}`)))
  expect(rows.map(({ line }) => line)).toEqual(['1', '2', '3', '4', '5'])
})
