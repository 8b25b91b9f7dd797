import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { openStudy } from '@/lib/studies/open-study'
import { makeDraft } from '@/lib/testing/fixtures'
import { makeRatingDraft } from '@/lib/testing/rating-study'
import { grantAdmin } from '@/lib/testing/written-study'
import { writeLimaReference } from '../../prisma/reference/lima-2023'
import { previewDesk } from './preview-desk'

test('a draft’s pairs can be looked through without anything being leased', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 2, baselines: 2 })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const views = await Promise.all([0, 1, 2, 3].map((index) => previewDesk(access, index)))
  expect(views.map(({ count, pair }) => [count, pair?.prompt[0]?.html])).toEqual([
    [4, expect.stringContaining('Question 1')],
    [4, expect.stringContaining('Question 1')],
    [4, expect.stringContaining('Question 2')],
    [4, expect.stringContaining('Question 2')],
  ])
  for (const beyond of [-1, 4, 1e8]) expect(await previewDesk(access, beyond)).toMatchObject({ pair: null, count: 4 })
  expect(await db.assignment.count({ where: { studyId } })).toBe(0)
})

test('practice comes first and is not among the pairs, before a study opens and after', async () => {
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: 4, design: { identicalChecks: 1 } })
  const [prompt] = await db.prompt.findMany({ where: { promptSetId: promptSet.id }, orderBy: { position: 'desc' } })
  const [a, b] = promptSet.systems.map(({ id }) => id)
  const known = { studyId, promptId: prompt?.id ?? '', systemAId: a ?? '', systemBId: b ?? '', feedback: '' }
  await db.knownItem.create({ data: { ...known, position: 0, kind: 'PRACTICE', expected: 'A' } })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const look = async () => {
    const views = await Promise.all([0, 1, 2, 3, 4].map((index) => previewDesk(access, index)))
    expect(await previewDesk(access, 5)).toMatchObject({ pair: null, practice: 1, count: 4 })
    return views.map(({ practice, count, pair }) => [practice, count, pair])
  }
  const before = await look()
  expect(before.map(([practice, count]) => [practice, count])).toEqual(Array(5).fill([1, 4]))
  expect(before[0]?.[2]).toMatchObject({ isPractice: true })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  expect(await look()).toEqual(before)
  expect(await db.item.count({ where: { studyId, kind: { not: 'PRACTICE' } } })).toBe(4)
})

test('a draft of ratings shows one response at a time, its dialogue whole, before it opens and after', async () => {
  const { studyId, researcher } = await makeRatingDraft({ prompts: 2, systems: 2, turns: 2 })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const look = () => Promise.all([0, 1, 2, 3].map((index) => previewDesk(access, index)))
  const before = await look()
  for (const { study, pair, count } of before) {
    expect([study.protocol, pair?.right, count]).toEqual(['RATING', null, 4])
    expect(pair?.left.map(({ role }) => role)).toEqual(['assistant', 'user', 'assistant'])
  }
  expect(before[0]?.study.criteria.map(({ unit }) => unit)).toEqual(['RESPONSE', 'TURN'])
  expect(before[0]?.study.criteria[0]?.options[0]).toMatchObject({ code: 'FAIL', anchor: expect.stringMatching(/./) })
  await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  expect(await look()).toEqual(before)
})

test('published counts have no pair to preview', async () => {
  const access = await grantAdmin(await writeLimaReference(db), 'study:design')
  expect(await previewDesk(access, 0)).toMatchObject({ pair: null, count: 0 })
})
