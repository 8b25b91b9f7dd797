import { createReadStream, existsSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import type { AppError } from '@/lib/errors'
import { discardUpload } from './discard-upload'
import { importUpload } from './import-upload'
import { reportProblems } from './report-problems'
import { reviewUpload } from './review-upload'
import { UploadInput } from './schema'
import { stageUpload } from './stage-upload'
import { adminAccess, chunksOf, jsonLines } from './testing'

const access = await adminAccess()
const careless = { leaveOutProblems: true, acceptEmpty: false }
const strict = { leaveOutProblems: false, acceptEmpty: false }

async function stage(kind: 'PROMPTS' | 'RESPONSES', content: string, target: { name?: string; promptSetId?: string }) {
  const input = UploadInput.parse({ kind, filename: 'file.jsonl', ...target })
  return stageUpload(access, input, chunksOf(content))
}

const stageResponses = (content: string, name = 'Heron 13B') =>
  stage('RESPONSES', content, { name, promptSetId: setId })

async function countRows() {
  const [uploads, rows, sets, prompts, systems, responses] = await Promise.all([
    db.upload.count(),
    db.uploadRow.count(),
    db.promptSet.count(),
    db.prompt.count(),
    db.system.count(),
    db.systemResponse.count(),
  ])
  return { uploads, rows, sets, prompts, systems, responses }
}

const stateOf = async (uploadId: string) => {
  const { problems, counts, fine, present } = await reviewUpload(access, uploadId)
  return { fine, present, counts, problems: problems.map(({ line, problem, detail }) => [line, problem, detail]) }
}

let setId = ''
let sets = 0

/** A set of prompts q-1 to q-4. */
beforeEach(async () => {
  sets += 1
  const prompts = [1, 2, 3, 4].map((n) => ({
    id: `q-${n}`,
    prompt: `Question ${n}?`,
    category: n < 3 ? 'early' : 'late',
  }))
  const uploadId = await stage('PROMPTS', jsonLines(prompts), { name: `Everyday questions ${sets}` })
  await importUpload(access, { uploadId, ...strict })
  setId = (await db.promptSet.findUniqueOrThrow({ where: { name: `Everyday questions ${sets}` } })).id
})

const responses = (ids: number[], text = 'Answer') =>
  jsonLines(ids.map((n) => ({ id: `q-${n}`, response: `${text} ${n}.` })))

describe('prompts', () => {
  test('keep id, category, order and text', async () => {
    const prompts = await db.prompt.findMany({ where: { promptSetId: setId }, orderBy: { position: 'asc' } })
    expect(prompts).toMatchObject(
      [1, 2, 3, 4].map((n) => ({
        externalId: `q-${n}`,
        position: n - 1,
        category: n < 3 ? 'early' : 'late',
        messages: [{ role: 'user', content: `Question ${n}?` }],
      })),
    )
  })

  test('without ids are numbered, and known by their text when the file comes again', async () => {
    const file = JSON.stringify([
      { instruction: 'One' },
      { instruction: 'Two', input: 'with this' },
      { instruction: 'One' },
    ])
    const first = await stage('PROMPTS', file, { name: 'Alpaca' })
    expect(await stateOf(first)).toMatchObject({ fine: 2, problems: [[1, 'duplicate', 'Same text as record 1']] })
    expect(await importUpload(access, { uploadId: first, ...careless })).toMatchObject({
      imported: 2,
      leftOut: { duplicate: 1 },
    })
    const set = await db.promptSet.findUniqueOrThrow({
      where: { name: 'Alpaca' },
      include: { prompts: { orderBy: { position: 'asc' } } },
    })
    expect(set.prompts.map(({ externalId, position }) => [externalId, position])).toEqual([
      ['0001', 0],
      ['0002', 1],
    ])
    const more = JSON.stringify([{ instruction: 'Three' }, { instruction: 'One' }])
    const second = await stage('PROMPTS', more, { promptSetId: set.id })
    expect(await importUpload(access, { uploadId: second, ...strict })).toMatchObject({ imported: 1, present: 1 })
    const ids = await db.prompt.findMany({
      where: { promptSetId: set.id },
      orderBy: { position: 'asc' },
      select: { externalId: true },
    })
    expect(ids.map(({ externalId }) => externalId)).toEqual(['0001', '0002', '0003'])
  })

  test('with an id that is there, and another text, are a problem', async () => {
    const uploadId = await stage(
      'PROMPTS',
      jsonLines([
        { id: 'q-1', prompt: 'Other?' },
        { id: 'q-5', prompt: 'New?' },
        { id: 'q-5', prompt: 'Newer?' },
      ]),
      { promptSetId: setId },
    )
    expect(await stateOf(uploadId)).toMatchObject({
      fine: 1,
      problems: [
        [1, 'differs', 'Another prompt has this id'],
        [3, 'duplicate', 'Same id as, but other text than, line 2'],
      ],
    })
  })

  test('for a new set need a name that is free', async () => {
    await expect(stage('PROMPTS', responses([1]), { name: `Everyday questions ${sets}` })).rejects.toMatchObject({
      code: 'name_taken',
    })
    const [one, two] = [
      await stage('PROMPTS', '{"prompt": "x"}', { name: 'Same' }),
      await stage('PROMPTS', '{"prompt": "y"}', { name: 'Same' }),
    ]
    await importUpload(access, { uploadId: one, ...strict })
    await expect(importUpload(access, { uploadId: two, ...strict })).rejects.toMatchObject({ code: 'name_taken' })
  })
})

describe('responses', () => {
  test('are counted against the prompt set before anything is written', async () => {
    const before = await countRows()
    const uploadId = await stageResponses(responses([1, 2, 4]))
    const { upload, target, format, coverage } = await reviewUpload(access, uploadId)
    expect(upload).toMatchObject({
      status: 'STAGED',
      lines: 3,
      filename: 'file.jsonl',
      promptSet: { _count: { prompts: 4 } },
    })
    expect(format).toMatchObject({ name: 'Evenhand responses', container: 'JSON Lines', unit: 'line' })
    expect(format.fields).toContainEqual({
      field: 'Response',
      from: 'response, or the last turns of messages[]',
      example: 'Answer 1.',
    })
    expect(target).toEqual({ isNew: true, holds: 0 })
    expect(coverage).toEqual({
      total: 4,
      covered: 3,
      ticks: [0, 1, 2, 3].map((place) => ({ place, id: `q-${place + 1}` })),
      gaps: [{ from: 2, to: 2, first: 'q-3', last: 'q-3' }],
    })
    expect(await countRows()).toEqual({ ...before, uploads: before.uploads + 1, rows: before.rows + 3 })
  })

  test('are matched by id, else by exact text; what fits no prompt, or several, says so', async () => {
    const twins = jsonLines([
      { id: 'twin-1', prompt: 'Twin?' },
      { id: 'twin-2', prompt: 'Twin?' },
    ])
    await importUpload(access, { uploadId: await stage('PROMPTS', twins, { promptSetId: setId }), ...strict })
    const uploadId = await stageResponses(
      jsonLines([
        { id: 'q-1', response: 'by id' },
        { prompt: ' Question 2?\r\n', response: 'by text' },
        { id: 'other', prompt: 'Question 3?', response: 'by text, for the id is unknown' },
        { id: 'q-312', response: 'x' },
        { prompt: 'Who knows?', response: 'x' },
        { prompt: 'Twin?', response: 'x' },
        { id: 'q-4', prompt: 'Question 3?', response: 'x' },
        { id: 'q-1', response: 'by id' },
        { id: 'q-1', response: 'again' },
        { id: 'q-1', response: 'a second sample', sample: 1 },
        { id: 'q-4', response: '' },
      ]),
    )
    expect(await stateOf(uploadId)).toEqual({
      fine: 4,
      present: 0,
      counts: { unknown_prompt: 2, ambiguous: 1, prompt_differs: 1, duplicate: 2, empty_response: 1 },
      problems: [
        [4, 'unknown_prompt', null],
        [5, 'unknown_prompt', '“Who knows?”'],
        [6, 'ambiguous', '“Twin?”'],
        [7, 'prompt_differs', '“Question 3?”'],
        [8, 'duplicate', 'Same text as line 1'],
        [9, 'duplicate', 'Other text than line 1'],
        [11, 'empty_response', null],
      ],
    })
    expect(await importUpload(access, { uploadId, ...careless })).toMatchObject({
      imported: 4,
      leftOut: { duplicate: 2, empty_response: 1 },
    })
    const written = await db.systemResponse.findMany({
      where: { promptSetId: setId },
      include: { prompt: true, system: true },
    })
    expect(written.map(({ prompt, sample, system }) => [prompt.externalId, sample, system.name]).sort()).toEqual([
      ['q-1', 0, 'Heron 13B'],
      ['q-1', 1, 'Heron 13B'],
      ['q-2', 0, 'Heron 13B'],
      ['q-3', 0, 'Heron 13B'],
    ])
  })

  test('with problems are not imported unless these are left out, and nothing is half-imported', async () => {
    const uploadId = await stageResponses(`${responses([1])}\n{"id": "q-2", "response": true}\n`)
    const before = await countRows()
    await expect(importUpload(access, { uploadId, ...strict })).rejects.toMatchObject({
      code: 'upload_has_problems',
      message: expect.stringContaining('one row has a problem'),
    })
    expect(await countRows()).toEqual(before)
    expect((await reviewUpload(access, uploadId)).upload.status).toBe('STAGED')
    expect(await importUpload(access, { uploadId, ...careless })).toEqual({
      imported: 1,
      present: 0,
      leftOut: { blank: 1, wrong_type: 1 },
      named: 0,
      unread: 0,
    })
    expect(await reviewUpload(access, uploadId)).toMatchObject({
      upload: { status: 'IMPORTED', outcome: { imported: 1 } },
      counts: { blank: 1, wrong_type: 1 },
      coverage: { covered: 1 },
    })
  })

  test('a blank line is no problem', async () => {
    const uploadId = await stageResponses(`\n${responses([1])}`)
    expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 1 })
  })

  test('that are empty are imported only when accepted', async () => {
    const file = jsonLines([
      { id: 'q-1', response: 'x' },
      { id: 'q-2', response: '' },
    ])
    const refused = await stageResponses(file)
    await expect(importUpload(access, { uploadId: refused, ...strict })).rejects.toMatchObject({
      code: 'upload_has_problems',
    })
    expect(await importUpload(access, { uploadId: refused, leaveOutProblems: false, acceptEmpty: true })).toEqual({
      imported: 2,
      present: 0,
      leftOut: {},
      named: 0,
      unread: 0,
    })
  })

  test('of the same file twice add nothing; another text is a problem and never overwrites', async () => {
    await importUpload(access, { uploadId: await stageResponses(responses([1, 2])), ...strict })
    const again = await stageResponses(responses([1, 2]))
    expect(await stateOf(again)).toMatchObject({ fine: 0, present: 2, problems: [] })
    const before = await countRows()
    expect(await importUpload(access, { uploadId: again, ...strict })).toEqual({
      imported: 0,
      present: 2,
      leftOut: {},
      named: 0,
      unread: 0,
    })
    expect(await countRows()).toEqual({ ...before, rows: before.rows - 2 })
    const changed = await stageResponses(responses([2, 3], 'Reply'))
    expect(await stateOf(changed)).toMatchObject({
      fine: 1,
      problems: [[1, 'differs', 'The response that is there has another text']],
    })
    await importUpload(access, { uploadId: changed, ...careless })
    const texts = await db.systemResponse.findMany({
      where: { promptSetId: setId },
      orderBy: { prompt: { externalId: 'asc' } },
    })
    expect(texts.map(({ messages }) => JSON.stringify(messages))).toEqual([
      expect.stringContaining('Answer 1.'),
      expect.stringContaining('Answer 2.'),
      expect.stringContaining('Reply 3.'),
    ])
  })

  test('imported by two at once are imported once', async () => {
    const uploadId = await stageResponses(responses([1, 2, 3]))
    const results = await Promise.allSettled([0, 1, 2, 3].map(() => importUpload(access, { uploadId, ...strict })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as AppError] : []))
    expect(refused.map(({ code }) => code)).toEqual(['upload_settled', 'upload_settled', 'upload_settled'])
    expect(await db.systemResponse.count({ where: { promptSetId: setId } })).toBe(3)
  })

  test('of one file, uploaded and imported by two at once, are there once', async () => {
    const uploads = await Promise.all([0, 1].map(() => stageResponses(responses([1, 2, 3, 4]), 'Raced')))
    const outcomes = await Promise.all(uploads.map((uploadId) => importUpload(access, { uploadId, ...strict })))
    expect(outcomes.map(({ imported, present }) => [imported, present]).sort()).toEqual([
      [0, 4],
      [4, 0],
    ])
  })

  test('to several turns become a conversation with the prompt’s own turns between', async () => {
    const promptsFile = jsonLines([
      { question_id: 81, turns: ['First?', 'Second?'] },
      { question_id: 82, turns: ['Uno?', 'Due?'] },
    ])
    await importUpload(access, { uploadId: await stage('PROMPTS', promptsFile, { promptSetId: setId }), ...strict })
    const answer = (question_id: number, turns: string[]) => ({
      question_id,
      model_id: 'm',
      choices: [{ index: 0, turns }],
    })
    const uploadId = await stageResponses(jsonLines([answer(81, ['One.', 'Two.']), answer(82, ['Only one.'])]))
    expect(await stateOf(uploadId)).toMatchObject({
      problems: [[2, 'wrong_turns', 'Answers: 1; open turns of the user: 2']],
    })
    await importUpload(access, { uploadId, ...careless })
    const { messages } = await db.systemResponse.findFirstOrThrow({ where: { promptSetId: setId } })
    expect(messages).toEqual([
      { role: 'assistant', content: 'One.' },
      { role: 'user', content: 'Second?' },
      { role: 'assistant', content: 'Two.' },
    ])
  })

  test('markup in texts and names is kept as text', async () => {
    const payload = '</script><img src=x onerror=alert(1)>\t\\N\\.\r\n"\'; DROP TABLE "System"; --'
    const uploadId = await stageResponses(jsonLines([{ id: 'q-1', response: payload }]), '<b>Heron</b>')
    await importUpload(access, { uploadId, ...strict })
    const row = await db.systemResponse.findFirstOrThrow({ where: { promptSetId: setId }, include: { system: true } })
    expect(row).toMatchObject({ messages: [{ role: 'assistant', content: payload }], system: { name: '<b>Heron</b>' } })
  })
})

test('ten thousand problem rows are counted in full, two hundred shown, all reported', async () => {
  const uploadId = await stageResponses(
    jsonLines(Array.from({ length: 10_000 }, (_, n) => ({ id: `x-${n}`, response: 'y' }))),
  )
  const { counts, problems } = await reviewUpload(access, uploadId)
  expect(counts).toEqual({ unknown_prompt: 10_000 })
  expect(problems).toHaveLength(200)
  let reported = 0
  for await (const rows of reportProblems(access, uploadId)) reported += rows.length
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
      yield Buffer.from(responses(Array.from({ length: 20_000 }, (_, n) => n)))
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
  const uploadId = await stageResponses(responses([1]))
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
