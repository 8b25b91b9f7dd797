import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import type { AppError } from '@/lib/errors'
import { importUpload } from './import-upload'
import { reviewUpload } from './review-upload'
import {
  adminAccess,
  careless,
  countRows,
  jsonLines,
  makeSetOfFour,
  responsesTo,
  reviewed,
  stageText,
  strict,
} from './testing'

const access = await adminAccess()
let setId = ''
let sets = 0

beforeEach(async () => {
  setId = await makeSetOfFour(`Everyday questions, answered ${++sets}`)
})

const stageResponses = (content: string, name = 'Heron 13B') =>
  stageText('RESPONSES', content, { name, promptSetId: setId })

describe('responses', () => {
  test('are counted against the prompt set before anything is written', async () => {
    const before = await countRows()
    const uploadId = await stageResponses(responsesTo([1, 2, 4]))
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
      from: 'response, or messages[] from the first answer on',
      example: 'Answer 1.',
    })
    expect(target).toEqual({
      isNew: true,
      holds: 0,
      systems: [{ name: 'Heron 13B', isKnown: false, fine: 3, holds: 0 }],
    })
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
    await importUpload(access, { uploadId: await stageText('PROMPTS', twins, { promptSetId: setId }), ...strict })
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
    expect(await reviewed(uploadId)).toEqual({
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
    const uploadId = await stageResponses(`${responsesTo([1])}\n{"id": "q-2", "response": true}\n`)
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
    const uploadId = await stageResponses(`\n${responsesTo([1])}`)
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
    await importUpload(access, { uploadId: await stageResponses(responsesTo([1, 2])), ...strict })
    const again = await stageResponses(responsesTo([1, 2]))
    expect(await reviewed(again)).toMatchObject({ fine: 0, present: 2, problems: [] })
    const before = await countRows()
    expect(await importUpload(access, { uploadId: again, ...strict })).toEqual({
      imported: 0,
      present: 2,
      leftOut: {},
      named: 0,
      unread: 0,
    })
    expect(await countRows()).toEqual({ ...before, rows: before.rows - 2 })
    const changed = await stageResponses(responsesTo([2, 3], 'Reply'))
    expect(await reviewed(changed)).toMatchObject({
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
    const uploadId = await stageResponses(responsesTo([1, 2, 3]))
    const results = await Promise.allSettled([0, 1, 2, 3].map(() => importUpload(access, { uploadId, ...strict })))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as AppError] : []))
    expect(refused.map(({ code }) => code)).toEqual(['upload_settled', 'upload_settled', 'upload_settled'])
    expect(await db.systemResponse.count({ where: { promptSetId: setId } })).toBe(3)
  })

  test('of one file, uploaded and imported by two at once, are there once', async () => {
    const uploads = await Promise.all([0, 1].map(() => stageResponses(responsesTo([1, 2, 3, 4]), 'Raced')))
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
    await importUpload(access, { uploadId: await stageText('PROMPTS', promptsFile, { promptSetId: setId }), ...strict })
    const answer = (question_id: number, turns: string[]) => ({
      question_id,
      model_id: 'm',
      choices: [{ index: 0, turns }],
    })
    const uploadId = await stageResponses(jsonLines([answer(81, ['One.', 'Two.']), answer(82, ['Only one.'])]))
    expect(await reviewed(uploadId)).toMatchObject({
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
