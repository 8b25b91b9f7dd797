import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { discardUpload } from './discard-upload'
import { importUpload } from './import-upload'
import { reportProblems } from './report-problems'
import { reviewUpload } from './review-upload'
import { UploadInput } from './schema'
import { stageUpload } from './stage-upload'
import { adminAccess, careless, countRows, jsonLines, makeSetOfFour, responsesTo, stageText, strict } from './testing'

const access = await adminAccess()
let setId = ''
let sets = 0

beforeEach(async () => {
  setId = await makeSetOfFour(`Everyday questions, at large ${++sets}`)
})

const stageResponses = (content: string, name = 'Heron 13B') =>
  stageText('RESPONSES', content, { name, promptSetId: setId })

test('ten thousand problem rows are counted in full, two hundred shown, all reported', async () => {
  const uploadId = await stageResponses(
    jsonLines(Array.from({ length: 10_000 }, (_, n) => ({ id: `x-${n}`, response: 'y' }))),
  )
  const { counts, problems } = await reviewUpload(access, uploadId)
  expect(counts).toEqual({ unknown_prompt: 10_000 })
  expect(problems).toHaveLength(200)
  let reported = 0
  for await (const rows of await reportProblems(access, uploadId)) reported += rows.length
  expect(reported).toBe(10_000)
})

test.each<[string, () => AsyncIterable<Buffer>]>([
  [
    'a connection that breaks',
    async function* () {
      yield Buffer.from(
        jsonLines(Array.from({ length: 20_000 }, (_, n) => ({ id: `q-${n}`, response: 'y'.repeat(100) }))),
      )
      throw new Error('aborted')
    },
  ],
  [
    'a file that is not UTF-8 near its end',
    async function* () {
      yield Buffer.from(responsesTo(Array.from({ length: 20_000 }, (_, n) => n)))
      yield Buffer.from('{"id": "q-1", "response": "caf\xe9"}', 'latin1')
    },
  ],
])('%s leaves nothing behind', async (_, bytes) => {
  const before = await countRows()
  const input = UploadInput.parse({ kind: 'RESPONSES', filename: 'x', name: 'Heron', promptSetId: setId })
  await expect(stageUpload(access, input, bytes())).rejects.toMatchObject({ code: 'file_unreadable' })
  expect(await countRows()).toEqual(before)
})

test('a discarded upload keeps no rows and cannot be imported', async () => {
  const uploadId = await stageResponses(responsesTo([1]))
  await discardUpload(access, { uploadId })
  expect(await db.uploadRow.count({ where: { uploadId } })).toBe(0)
  await expect(importUpload(access, { uploadId, ...strict })).rejects.toMatchObject({ code: 'upload_settled' })
  await expect(discardUpload(access, { uploadId })).rejects.toMatchObject({ code: 'upload_settled' })
  const acts = await db.auditEntry.findMany({ where: { subject: uploadId } })
  expect(acts).toMatchObject([{ action: 'upload.discard', actorId: access.actor.id }])
})

test('an upload nobody made is not found', async () => {
  const uploadId = '00000000-0000-4000-8000-000000000000'
  await expect(importUpload(access, { uploadId, ...strict })).rejects.toMatchObject({ code: 'not_found' })
  await expect(reviewUpload(access, 'nonsense')).rejects.toMatchObject({ code: 'not_found' })
})

const DATA = path.resolve(import.meta.dirname, '../../../shared/data/vicuna80-gpt4')
const hasData = existsSync(DATA)
if (!hasData) console.warn(`NOT TESTED: real Vicuna files are missing (${DATA}).`)

test.skipIf(!hasData)('the real Vicuna questions are answered 80 of 80 by each system', async () => {
  const stageFile = (kind: 'PROMPTS' | 'RESPONSES', file: string, target: object) =>
    stageUpload(access, UploadInput.parse({ kind, filename: file, ...target }), createReadStream(path.join(DATA, file)))
  const prompts = await stageFile('PROMPTS', 'vicuna_questions.jsonl', { name: 'Vicuna 80' })
  expect(await importUpload(access, { uploadId: prompts, ...strict })).toMatchObject({ imported: 80 })
  const { id: promptSetId } = await db.promptSet.findUniqueOrThrow({ where: { name: 'Vicuna 80' } })
  const files = ['bard', 'gpt35', 'gpt4', 'vicuna-13b'].map((name) => `answers/answer_${name}.jsonl`)
  for (const file of [...files, 'answers/7b-guanaco-vicuna-generations-topp0.9-temp0.7.jsonl']) {
    const uploadId = await stageFile('RESPONSES', file, { name: file, promptSetId })
    const { coverage, fine, counts } = await reviewUpload(access, uploadId)
    expect({ file, fine, counts }).toEqual({ file, fine: 80, counts: {} })
    expect(coverage).toMatchObject({ total: 80, covered: 80, gaps: [] })
    expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 80 })
  }
})

test('responses that name a maker, a model or their own system are reported before they are imported', async () => {
  const records = [
    { id: 'q-1', response: 'First. I am Hero\u200bn, you know. Last.' },
    { id: 'q-2', response: 'ＯＰＥＮＡＩ made me; OpenAI did.' },
    { id: 'q-3', response: 'Openness aids.' },
    { id: 'q-9', response: 'Google it.' },
  ]
  const uploadId = await stageResponses(jsonLines(records))
  expect((await reviewUpload(access, uploadId)).names).toMatchObject({
    responses: 3,
    more: 0,
    words: [
      { word: 'Google', responses: 1 },
      {
        word: 'Heron',
        responses: 1,
        sentences: [{ line: 1, before: 'I am ', hit: 'Hero\u200bn', after: ', you know.' }],
      },
      { word: 'OpenAI', responses: 1, sentences: [{ line: 2, hit: 'ＯＰＥＮＡＩ' }] },
    ],
  })
  expect(await importUpload(access, { uploadId, ...careless })).toMatchObject({ imported: 3, named: 2 })
  const { messages } = await db.systemResponse.findFirstOrThrow({
    where: { promptSetId: setId, prompt: { externalId: 'q-2' } },
  })
  expect(JSON.stringify(messages)).toContain('ＯＰＥＮＡＩ')
})
