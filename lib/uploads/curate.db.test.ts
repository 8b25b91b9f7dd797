import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { changePrompt, changeSet } from './change-set'
import { importUpload } from './import-upload'
import { lookAtRow } from './look-at-row'
import { acceptEmptyRow, choosePrompt } from './mend-row'
import { readPromptSet } from './queries'
import { readPrompt } from './read-prompt'
import { removeResponses } from './remove-responses'
import { reviewUpload } from './review-upload'
import { adminAccess, jsonLines, makeSetOfFour, responsesTo, stageText, strict } from './testing'

const access = await adminAccess()
const reader = access as unknown as Parameters<typeof readPrompt>[0]
let setId = ''
let sets = 0

beforeEach(async () => {
  setId = await makeSetOfFour(`Everyday questions, looked at ${++sets}`)
})

const answer = async (content: string, name: string) => {
  const uploadId = await stageText('RESPONSES', content, { name, promptSetId: setId })
  await importUpload(access, { uploadId, ...strict })
}
const promptOf = (externalId: string) => db.prompt.findFirstOrThrow({ where: { promptSetId: setId, externalId } })

test('a prompt is shown with every answer to it, between its neighbours', async () => {
  await answer(responsesTo([1, 2], 'Alder'), 'Alder 7B')
  await answer(responsesTo([2], 'Quill'), 'Quill 2')
  const [one, two, three] = [await promptOf('q-1'), await promptOf('q-2'), await promptOf('q-3')]
  const shown = await readPrompt(reader, setId, two.id)
  expect(shown).toMatchObject({ externalId: 'q-2', neighbours: { before: one.id, after: three.id }, hasMore: false })
  expect(shown.responses.map(({ system, messages }) => [system, messages[0]?.content])).toEqual([
    ['Alder 7B', 'Alder 2.'],
    ['Quill 2', 'Quill 2.'],
  ])
  await expect(readPrompt(reader, setId, 'nonsense')).rejects.toMatchObject({ code: 'not_found' })
  await expect(readPrompt(reader, two.id, two.id)).rejects.toMatchObject({ code: 'not_found' })
})

test('prompts are found by words of id, category, tags and text, literally, and listed in an order', async () => {
  await changePrompt(access, { promptId: (await promptOf('q-4')).id, category: 'kitchen', tags: ['10% off', 'short'] })
  const listed = async (words: string, order: 'set' | 'systems' | 'category' = 'set') =>
    (await readPromptSet(reader, setId, 1, { words, order })).prompts.map(({ externalId }) => externalId)
  expect(await listed('KITCHEN')).toEqual(['q-4'])
  expect(await listed('10% o')).toEqual(['q-4'])
  expect(await listed('%')).toEqual(['q-4'])
  expect(await listed('question 2?')).toEqual(['q-2'])
  expect(await listed('q_1')).toEqual([])
  await answer(responsesTo([1, 3], 'Alder'), 'Alder 7B')
  expect(await listed('', 'systems')).toEqual(['q-2', 'q-4', 'q-1', 'q-3'])
  expect(await listed('', 'category')).toEqual(['q-1', 'q-2', 'q-4', 'q-3'])
})

test('what a study has stays: its responses, and the categories of what it judges', async () => {
  await answer(responsesTo([1, 2, 3, 4], 'Alder'), 'Alder 9B')
  const system = await db.system.findUniqueOrThrow({ where: { name: 'Alder 9B' } })
  const study = await db.study.create({ data: { title: 'In use', promptSetId: setId, seed: 1 } })
  await db.studySystem.create({ data: { studyId: study.id, systemId: system.id, position: 0 } })
  await expect(removeResponses(access, { setId, systemId: system.id })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('“In use” has Alder 9B'),
  })
  await db.study.delete({ where: { id: study.id } })
  expect(await removeResponses(access, { setId, systemId: system.id })).toBe(4)
  expect(await db.systemResponse.count({ where: { promptSetId: setId } })).toBe(0)
  await expect(removeResponses(access, { setId, systemId: system.id })).rejects.toMatchObject({ code: 'not_found' })
  // Others come in their place.
  await answer(responsesTo([1], 'Other'), 'Alder 9B')
  await changeSet(access, { setId, description: 'From a drawer', licence: 'CC-BY-4.0' })
  expect(await db.promptSet.findUnique({ where: { id: setId } })).toMatchObject({ licence: 'CC-BY-4.0' })
  const acts = await db.auditEntry.findMany({ where: { actorId: access.actor.id }, orderBy: { id: 'desc' }, take: 3 })
  expect(acts.map(({ action }) => action)).toEqual(['set.change', 'upload.import', 'set.remove-responses'])
})

test('a row is mended where it stands: its prompt chosen, its emptiness accepted, two texts compared', async () => {
  const lines = [
    { id: 'q-1', response: 'First.' },
    { id: 'q-1', response: 'Second.' },
    { id: 'x-9', response: 'Lost.' },
    { id: 'x-8', response: 'Late.' },
    { id: 'q-4', response: ' ' },
  ]
  const content = `${jsonLines(lines)}{"id": "q-2", "response": tru`
  const uploadId = await stageText('RESPONSES', content, { name: 'Quill 3', promptSetId: setId })
  const rows = (await reviewUpload(access, uploadId)).problems
  const row = (line: number) => ({ uploadId, rowId: String(rows.find((one) => one.line === line)?.id) })
  expect(await lookAtRow(access, row(2))).toEqual([
    { label: 'The first of them', text: 'First.' },
    { label: 'In this row', text: 'Second.' },
  ])
  expect(await lookAtRow(access, row(6))).toEqual([
    { label: 'As it stands in the file', text: '{"id": "q-2", "response": tru' },
  ])
  const [three, one] = [await promptOf('q-3'), await promptOf('q-1')]
  await choosePrompt(access, { ...row(3), promptId: three.id })
  await choosePrompt(access, { ...row(4), promptId: one.id })
  await acceptEmptyRow(access, row(5))
  await expect(acceptEmptyRow(access, row(5))).rejects.toMatchObject({ code: 'conflict' })
  await expect(choosePrompt(access, { ...row(6), promptId: one.id })).rejects.toMatchObject({ code: 'conflict' })
  const { counts, fine } = await reviewUpload(access, uploadId)
  expect({ counts, fine }).toEqual({ counts: { duplicate: 2, not_json: 1 }, fine: 3 })
  expect(await importUpload(access, { uploadId, leaveOutProblems: true })).toMatchObject({ imported: 3 })
  await expect(choosePrompt(access, { ...row(2), promptId: one.id })).rejects.toMatchObject({ code: 'upload_settled' })
})
