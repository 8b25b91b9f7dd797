import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { importUpload } from './import-upload'
import { reviewUpload } from './review-upload'
import { UploadInput } from './schema'
import { stageUpload } from './stage-upload'
import { adminAccess, careless, chunksOf, countRows, jsonLines, makeSetOfFour, reviewed, strict } from './testing'
import { zipOf } from './testing-archives'

const access = await adminAccess()
let setId = ''
let sets = 0

beforeEach(async () => {
  setId = await makeSetOfFour(`Everyday questions, in files ${++sets}`)
})

type Extra = { name?: string; uploadId?: string; filename?: string }

async function stage(content: string | Buffer, { filename = 'file.jsonl', ...extra }: Extra = {}) {
  const input = UploadInput.parse({ kind: 'RESPONSES', filename, promptSetId: setId, ...extra })
  return stageUpload(access, input, chunksOf(content))
}

const by = (system: string, ids: readonly number[]) =>
  jsonLines(ids.map((n) => ({ id: `q-${n}`, response: `${system} ${n}`, system })))

test('files of several systems make one upload, and all of their responses are imported at once', async () => {
  const uploadId = await stage(by('Alder', [1, 2]), { filename: 'a.jsonl' })
  expect((await reviewUpload(access, uploadId)).upload.name).toBe('Alder')
  await stage(by('Quill', [1, 3]) + by('Rook', [1]), { uploadId, filename: 'b.jsonl' })
  const { upload, files, target, format } = await reviewUpload(access, uploadId)
  expect(upload).toMatchObject({ name: '', lines: 5 })
  expect(files).toMatchObject([
    { name: 'a.jsonl', lines: 2 },
    { name: 'b.jsonl', lines: 3 },
  ])
  expect(upload.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(files.map(({ sha256 }) => sha256)).not.toContain(upload.sha256)
  expect(format.name).toBe('Evenhand responses')
  expect(target.systems.map(({ name, fine, isKnown }) => [name, fine, isKnown])).toEqual([
    ['Alder', 2, false],
    ['Quill', 2, false],
    ['Rook', 1, false],
  ])
  expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 5, leftOut: {} })
  const said = await db.systemResponse.findMany({
    where: { promptSetId: setId },
    select: { system: { select: { name: true } }, prompt: { select: { externalId: true } }, messages: true },
    orderBy: [{ system: { name: 'asc' } }, { prompt: { externalId: 'asc' } }],
  })
  expect(said.map(({ system, prompt, messages }) => [system.name, prompt.externalId, messages])).toContainEqual([
    'Quill',
    'q-3',
    [{ role: 'assistant', content: 'Quill 3' }],
  ])
  // The same again adds nothing.
  const again = await stage(by('Alder', [1, 2]) + by('Quill', [1, 3]))
  expect(await importUpload(access, { uploadId: again, ...strict })).toMatchObject({ imported: 0, present: 4 })
})

test('shards in an archive are one file, and what comes twice is named with its file', async () => {
  const zip = await zipOf({ 'data/0.jsonl': by('Alder', [1, 2]), 'data/1.jsonl': by('Alder', [2, 9]) })
  const uploadId = await stage(zip, { filename: 'shards.zip' })
  const { problems, files } = await reviewUpload(access, uploadId)
  expect(files.map(({ name }) => name)).toEqual(['shards.zip/data/0.jsonl', 'shards.zip/data/1.jsonl'])
  expect(problems.map(({ file, line, problem, detail }) => [file, line, problem, detail])).toEqual([
    [1, 1, 'duplicate', 'Same text as line 2 of shards.zip/data/0.jsonl'],
    [1, 2, 'unknown_prompt', null],
  ])
  expect(await importUpload(access, { uploadId, ...careless })).toMatchObject({ imported: 2 })
})

test('a system that is named with the upload is that of all its files', async () => {
  const uploadId = await stage(by('alder-7b', [1]), { name: 'Alder 7B' })
  await stage(by('alder-7b', [2]), { uploadId })
  await expect(reviewed(uploadId)).resolves.toMatchObject({ fine: 2, counts: {} })
  expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 2 })
  expect(await db.systemResponse.count({ where: { promptSetId: setId, system: { name: 'Alder 7B' } } })).toBe(2)
})

test('the same file again, a file that names no system and one that is broken leave what was there', async () => {
  const uploadId = await stage(by('Alder', [1]), { filename: 'a.jsonl' })
  const before = await countRows()
  await expect(stage(by('Alder', [1]), { uploadId })).rejects.toMatchObject({ code: 'conflict' })
  const nobody = jsonLines([{ id: 'q-2', response: 'x' }])
  await expect(stage(nobody, { uploadId })).rejects.toThrow(/does not say which system answered/)
  await expect(stage('{"id": "q-3", "response', { uploadId })).rejects.toMatchObject({ code: 'file_unreadable' })
  expect(await countRows()).toEqual(before)
  await importUpload(access, { uploadId, ...strict })
  await expect(stage(by('Alder', [2]), { uploadId })).rejects.toMatchObject({ code: 'upload_settled' })
})

test('answers of a batch find their prompts through the file of requests, in whichever order the two come', async () => {
  const answer = (id: string, content: string) => ({
    custom_id: id,
    response: { status_code: 200, body: { model: 'Rook', choices: [{ message: { content } }] } },
  })
  const answers = jsonLines([answer('r-1', 'One.'), answer('r-2', ' '), answer('r-9', 'Nobody asked.')])
  const asked = (id: string, content: string) => ({ custom_id: id, body: { messages: [{ role: 'user', content }] } })
  const requests = jsonLines([asked('r-1', 'Question 1?'), asked('r-2', 'Question 2?')])
  for (const [first, second] of [
    [answers, requests],
    [requests, answers],
  ] as const) {
    const uploadId = await stage(first)
    await stage(second, { uploadId })
    const { counts, fine } = await reviewUpload(access, uploadId)
    expect({ counts, fine }).toEqual({ counts: { request: 2, empty_response: 1, unknown_prompt: 1 }, fine: 1 })
  }
  const uploadId = await stage(jsonLines([answer('r-1', 'One.')]))
  await stage(requests, { uploadId })
  // What was asked is no problem.
  expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 1, leftOut: { request: 2 } })
})
