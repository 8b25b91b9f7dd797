import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { importUpload } from './import-upload'
import { reviewUpload } from './review-upload'
import { adminAccess, careless, countRows, jsonLines, reviewed, stageText, strict } from './testing'

const access = await adminAccess()

const zip = ['My zip is stuck.', 'Try wax.', 'I have none.', 'Soap will do.']
const fathom = ['What is a fathom?', 'Six feet.', 'And a league?', 'Three miles.', 'At sea?', 'Yes.']

let sets = 0

/** A set made of the openings of a file of dialogues. @returns its id */
async function setOf(file: string): Promise<string> {
  const name = `Dialogues ${++sets}`
  await importUpload(access, { uploadId: await stageText('PROMPTS', file, { name }), ...strict })
  return (await db.promptSet.findUniqueOrThrow({ where: { name } })).id
}

const stageResponses = (promptSetId: string, records: readonly unknown[], name: string) =>
  stageText('RESPONSES', jsonLines(records), { promptSetId, name })

const storedOf = async (promptSetId: string, name: string) => {
  const rows = await db.systemResponse.findMany({
    where: { promptSetId, system: { name } },
    include: { prompt: true },
    orderBy: [{ prompt: { position: 'asc' } }, { sample: 'asc' }],
  })
  return rows.map(({ prompt, sample, messages }) => [
    prompt.externalId,
    sample,
    (messages as { role: string; content: string }[]).map(({ role, content }) => `${role[0]}: ${content}`),
  ])
}

test('a file of dialogues makes the prompt set, and its responses; another system’s goes on as it likes', async () => {
  const file = jsonLines([{ conversations: zip, source: 'home' }, { conversations: fathom }])
  const setId = await setOf(file)
  const prompts = await db.prompt.findMany({ where: { promptSetId: setId }, orderBy: { position: 'asc' } })
  expect(prompts.map(({ externalId, category, messages }) => [externalId, category, messages])).toEqual([
    ['0001', 'home', [{ role: 'user', content: zip[0] }]],
    ['0002', null, [{ role: 'user', content: fathom[0] }]],
  ])
  const uploadId = await stageText('RESPONSES', file, { promptSetId: setId, name: 'Heron talks' })
  const { format, coverage } = await reviewUpload(access, uploadId)
  expect(format.fields).toContainEqual({
    ...{ field: 'Response', from: 'conversations[] from the first answer on' },
    example: 'Try wax. (and 2 more turns)',
  })
  expect(coverage).toMatchObject({ total: 2, covered: 2 })
  expect(await importUpload(access, { uploadId, ...strict })).toMatchObject({ imported: 2 })
  const other = [
    {
      messages: [
        { role: 'user', content: 'My zip is stuck.' },
        { role: 'assistant', content: 'Pull harder.' },
        { role: 'user', content: 'It broke.' },
        { role: 'assistant', content: 'Oh.' },
      ],
    },
    { id: '0002', messages: [{ role: 'assistant', content: 'A measure of depth.' }] },
  ]
  await importUpload(access, { uploadId: await stageResponses(setId, other, 'Quill talks'), ...strict })
  expect(await storedOf(setId, 'Heron talks')).toEqual([
    ['0001', 0, ['a: Try wax.', 'u: I have none.', 'a: Soap will do.']],
    ['0002', 0, ['a: Six feet.', 'u: And a league?', 'a: Three miles.', 'u: At sea?', 'a: Yes.']],
  ])
  expect(await storedOf(setId, 'Quill talks')).toEqual([
    ['0001', 0, ['a: Pull harder.', 'u: It broke.', 'a: Oh.']],
    ['0002', 0, ['a: A measure of depth.']],
  ])
})

test('several dialogues of a system from one opening are samples; without a number they are duplicates', async () => {
  const setId = await setOf(jsonLines([{ conversations: zip }]))
  const again = ['My zip is stuck.', 'Try soap.', 'I have none.', 'Soap will do.']
  const uploadId = await stageResponses(
    setId,
    [{ conversations: zip }, { conversations: again, sample: 1 }, { conversations: again }, { conversations: zip }],
    'Alder talks',
  )
  expect((await reviewed(uploadId)).problems).toEqual([
    [3, 'duplicate', 'Other text than line 1'],
    [4, 'duplicate', 'Same text as line 1'],
  ])
  await importUpload(access, { uploadId, ...careless })
  expect((await storedOf(setId, 'Alder talks')).map(([, sample]) => sample)).toEqual([0, 1])
  // The same once more adds nothing; where the user said something else, it is another dialogue.
  const more = [zip, ['My zip is stuck.', 'Try wax.', 'I dislike wax.', 'Soap will do.']]
  for (const [nth, conversations] of more.entries()) {
    const once = await stageResponses(setId, [{ conversations }], 'Alder talks')
    expect(await reviewed(once)).toMatchObject(nth === 0 ? { present: 1 } : { counts: { differs: 1 } })
  }
})

test('of a file with dialogues out of order nothing is written before somebody decides, and then the others', async () => {
  const setId = await setOf(
    jsonLines([
      { id: 'z', conversations: zip },
      { id: 'f', conversations: fathom },
    ]),
  )
  const inContext = { id: 'c', conversations: ['Hello.', 'Hello!', 'What is a league?'] }
  const context = await stageText('PROMPTS', jsonLines([inContext]), { promptSetId: setId })
  await importUpload(access, { uploadId: context, ...strict })
  const uploadId = await stageResponses(
    setId,
    [
      { id: 'z', conversations: zip.slice(0, 3) },
      { id: 'f', conversations: fathom },
      { id: 'z', conversations: ['Another question', ...zip.slice(1)] },
      { id: 'c', conversations: ['Hello.', 'Hello!', 'What is a league?', 'Three miles.'] },
      { id: 'z', conversations: ['My zip is stuck.', 'Try wax.', 'I have none.', ''] },
      { conversations: ['Who asked that?', 'Nobody.', 'Then why?', 'Why not.'] },
    ],
    'Marlow talks',
  )
  expect((await reviewed(uploadId)).problems).toEqual([
    [1, 'wrong_order', '“conversations” ends with a turn of the user'],
    [3, 'prompt_differs', '“Another question”'],
    [4, 'prompt_differs', '“Hello.”'],
    [5, 'empty_response', 'Answer 2 of 2 is empty'],
    [6, 'unknown_prompt', '“Who asked that?”'],
  ])
  const before = await countRows()
  await expect(importUpload(access, { uploadId, ...strict })).rejects.toMatchObject({ code: 'upload_has_problems' })
  expect(await countRows()).toEqual(before)
  expect(await importUpload(access, { uploadId, ...careless })).toMatchObject({ imported: 1 })
  expect((await storedOf(setId, 'Marlow talks')).map(([id]) => id)).toEqual(['f'])
})

test('a name in a question on the way is found as in an answer', async () => {
  const setId = await setOf(jsonLines([{ conversations: zip }]))
  const named = ['My zip is stuck.', 'Try wax.', 'Corvid talks, have you another idea?', 'Soap will do.']
  const uploadId = await stageResponses(setId, [{ conversations: named }], 'Corvid talks')
  const { names } = await reviewUpload(access, uploadId)
  expect(names?.words).toMatchObject([{ responses: 1, sentences: [{ line: 1 }] }])
})
