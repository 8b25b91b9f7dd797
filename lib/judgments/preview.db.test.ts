import { expect, test } from 'vitest'
import { grantAdmin } from '@/lib/analysis/study-fixture'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeDraft } from '@/lib/testing/fixtures'
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

test('published counts have no pair to preview', async () => {
  const access = await grantAdmin(await writeLimaReference(db), 'study:design')
  expect(await previewDesk(access, 0)).toMatchObject({ pair: null, count: 0 })
})
