import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { importUpload } from './import-upload'
import { adminAccess, careless, jsonLines, makeSetOfFour, responsesTo, reviewed, stageText, strict } from './testing'

const access = await adminAccess()
let setId = ''
let sets = 0

beforeEach(async () => {
  setId = await makeSetOfFour(`Everyday questions ${++sets}`)
})

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
    const first = await stageText('PROMPTS', file, { name: 'Alpaca' })
    expect(await reviewed(first)).toMatchObject({ fine: 2, problems: [[1, 'duplicate', 'Same text as record 1']] })
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
    const second = await stageText('PROMPTS', more, { promptSetId: set.id })
    expect(await importUpload(access, { uploadId: second, ...strict })).toMatchObject({ imported: 1, present: 1 })
    const ids = await db.prompt.findMany({
      where: { promptSetId: set.id },
      orderBy: { position: 'asc' },
      select: { externalId: true },
    })
    expect(ids.map(({ externalId }) => externalId)).toEqual(['0001', '0002', '0003'])
  })

  test('with an id that is there, and another text, are a problem', async () => {
    const uploadId = await stageText(
      'PROMPTS',
      jsonLines([
        { id: 'q-1', prompt: 'Other?' },
        { id: 'q-5', prompt: 'New?' },
        { id: 'q-5', prompt: 'Newer?' },
      ]),
      { promptSetId: setId },
    )
    expect(await reviewed(uploadId)).toMatchObject({
      fine: 1,
      problems: [
        [1, 'differs', 'Another prompt has this id'],
        [3, 'duplicate', 'Same id as, but other text than, line 2'],
      ],
    })
  })

  test('for a new set need a name that is free', async () => {
    await expect(stageText('PROMPTS', responsesTo([1]), { name: `Everyday questions ${sets}` })).rejects.toMatchObject({
      code: 'name_taken',
    })
    const [one, two] = [
      await stageText('PROMPTS', '{"prompt": "x"}', { name: 'Same' }),
      await stageText('PROMPTS', '{"prompt": "y"}', { name: 'Same' }),
    ]
    await importUpload(access, { uploadId: one, ...strict })
    await expect(importUpload(access, { uploadId: two, ...strict })).rejects.toMatchObject({ code: 'name_taken' })
  })
})
