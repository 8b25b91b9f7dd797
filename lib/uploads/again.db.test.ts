import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { csvChunks } from '@/lib/http/stream'
import { expireUploads } from './expire-uploads'
import { importUpload } from './import-upload'
import { KEPT_MS } from './limits'
import { REPORT_COLUMNS, reportProblems } from './report-problems'
import { reviewUpload } from './review-upload'
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
    Array(2).fill({ imported: 0, present: 2, leftOut: {}, named: 0, unread: 0 }),
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
  for await (const chunk of csvChunks(await reportProblems(access, uploadId), REPORT_COLUMNS)) csv += chunk
  const rows = parse(csv, { columns: true }) as Record<string, string>[]
  expect(rows.map(({ prompt_id }) => prompt_id)).toEqual(ids.map((id) => (id === 'plain' ? id : `'${id}`)))
  expect(rows.map(({ line }) => line)).toEqual(['1', '2', '3', '4', '5'])
})

test('a file of which more would be left unread than read is imported only when somebody says so', async () => {
  const instances = [{ input: 'The zip is stuck, stuck, and stuck again.' }]
  const seeds = [
    { id: 's-1', instruction: 'Shorten this.', instances },
    { id: 's-2', instruction: 'Lengthen this.' },
  ]
  const uploadId = await stage('PROMPTS', seeds, { name: 'Seeds' })
  expect((await reviewUpload(access, uploadId)).unread).toMatchObject({
    ...{ records: 2, fields: [{ field: 'instances', records: 1, known: null }], ignored: 41, read: 33 },
  })
  const refused = { code: 'upload_has_problems', message: expect.stringContaining('“instances”') }
  await expect(runImport(uploadId)).rejects.toMatchObject(refused)
  expect(await db.promptSet.count({ where: { name: 'Seeds' } })).toBe(0)
  expect(await importUpload(access, { uploadId, leaveOutFields: true })).toMatchObject({ imported: 2, unread: 1 })
})

test('reading goes on for others when one file breaks off, is refused or is left in the middle', async () => {
  const input = (name: string) => UploadInput.parse({ kind: 'PROMPTS', filename: 'file.jsonl', name })
  const whole = jsonLines(PROMPTS.map((prompt) => ({ ...prompt, prompt: prompt.prompt.repeat(20_000) })))
  async function* breaks() {
    yield* chunksOf(whole.slice(0, 100_000))
    throw new Error('socket hang up')
  }
  const staged = await Promise.allSettled([
    stageUpload(access, input('Breaks'), breaks()),
    stageUpload(access, input('Whole'), chunksOf(whole)),
    stageUpload(access, input('No text'), chunksOf(Buffer.from([0xff, 0xfe, 0x00]))),
    stageUpload(access, input('Too large'), chunksOf(whole), { maxBytes: 1000 }),
    stageUpload(access, input('Short'), chunksOf(whole), { expectedBytes: whole.length + 1 }),
  ])
  expect(staged.map((one) => (one.status === 'fulfilled' ? 'staged' : one.reason.code))).toEqual([
    ...['file_unreadable', 'staged', 'file_unreadable', 'too_large', 'file_unreadable'],
  ])
  expect(await db.upload.count({ where: { name: { in: ['Breaks', 'No text', 'Too large', 'Short'] } } })).toBe(0)
})

test('an upload that nobody decides on is thrown away after a time, others and what was imported are not', async () => {
  const [old, fresh, imported] = await Promise.all(
    ['Old', 'Fresh', 'Imported'].map((name) => stage('PROMPTS', PROMPTS, { name })),
  )
  await runImport(imported ?? '')
  const longAgo = new Date(Date.now() - KEPT_MS - 1000)
  await db.upload.updateMany({ where: { id: { in: [old ?? '', imported ?? ''] } }, data: { createdAt: longAgo } })
  expect((await Promise.all([expireUploads(), expireUploads()])).sort()).toEqual([0, 1])
  const rows = await db.uploadRow.groupBy({
    by: ['uploadId'],
    where: { uploadId: { in: [old ?? '', fresh ?? ''] } },
    _count: true,
  })
  expect(rows).toEqual([{ uploadId: fresh, _count: 2 }])
  await expect(runImport(old ?? '')).rejects.toMatchObject({ code: 'upload_settled' })
  expect(await runImport(fresh ?? '')).toMatchObject({ imported: 2 })
  const acts = await db.auditEntry.findMany({ where: { action: 'upload.expire' } })
  expect(acts).toMatchObject([{ subject: old, actorId: null, detail: { name: 'Old', afterDays: 14 } }])
})
