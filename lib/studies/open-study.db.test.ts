import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { openStudy } from './open-study'
import { readDesign } from './queries'
import { setStatus } from './set-status'
import { updateStudy } from './update-study'

test('opening writes every item once and every slot once', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 5, baselines: 3, overlap: 2 })
  const access = await authorizeActor(researcher, studyId, 'study:run')
  expect(await openStudy(access)).toEqual({ items: 15, slots: 30 })
  const slots = await db.assignment.findMany({ where: { studyId }, orderBy: { rank: 'asc' } })
  expect(slots.map(({ rank }) => rank)).toEqual(Array.from({ length: 30 }, (_, rank) => rank))
})

test('of two who open at once, one does', async () => {
  const { studyId, researcher } = await makeDraft()
  const access = await authorizeActor(researcher, studyId, 'study:run')
  const outcomes = await Promise.allSettled([openStudy(access), openStudy(access), openStudy(access)])
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await db.assignment.count({ where: { studyId } })).toBe(4)
})

test('a missing response keeps the study a draft and is named', async () => {
  const { studyId, researcher, promptSet } = await makeDraft({ prompts: 8 })
  await db.systemResponse.deleteMany({
    where: {
      promptSetId: promptSet.id,
      prompt: { externalId: { in: ['q-2', 'q-7'] } },
      system: { name: 'Baseline 1' },
    },
  })
  const opening = openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  await expect(opening).rejects.toThrow('Baseline 1 has no response to q-2, q-7.')
  const study = await db.study.findUniqueOrThrow({ where: { id: studyId }, include: { items: true } })
  expect(study).toMatchObject({ status: 'DRAFT', openedAt: null, items: [] })
})

test('an empty prompt set cannot be opened', async () => {
  const { studyId, researcher } = await makeDraft({ prompts: 0 })
  await expect(openStudy(await authorizeActor(researcher, studyId, 'study:run'))).rejects.toMatchObject({
    code: 'study_incomplete',
  })
})

test('an opened study’s design can no longer change', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const access = await authorizeActor(researcher, studyId, 'study:design')
  await expect(updateStudy(access, await readDesign(access))).rejects.toMatchObject({ code: 'study_frozen' })
})

test('a design is read back as it was written', async () => {
  const { studyId, researcher } = await makeDraft({
    baselines: 2,
    design: { bothBad: true, instructions: '# Read me', cap: 40, leaseMinutes: 5 },
  })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const design = await readDesign(access)
  expect(design).toMatchObject({
    bothBad: true,
    instructions: '# Read me',
    overlap: 1,
    seed: 20230518,
    cap: 40,
    leaseMinutes: 5,
  })
  await updateStudy(access, { ...design, title: 'Renamed', bothBad: false, cap: null })
  expect(await readDesign(access)).toEqual({
    ...design,
    title: 'Renamed',
    bothBad: false,
    cap: null,
    labels: { ...design.labels, BOTH_BAD: '' },
  })
})

test('the same design and seed give the same sides and order', async () => {
  const plan = async () => {
    const { studyId } = await makeOpenStudy({ prompts: 9, baselines: 2, overlap: 3 })
    const slots = await db.assignment.findMany({
      where: { studyId },
      orderBy: { rank: 'asc' },
      include: { item: true },
    })
    return slots.map(({ item, slot, leftIsA }) => [item.position, slot, leftIsA])
  }
  expect(await plan()).toEqual(await plan())
})

test('a study is paused, resumed and closed, and closing is the end', async () => {
  const { studyId, researcher } = await makeOpenStudy()
  const access = await authorizeActor(researcher, studyId, 'study:run')
  await setStatus(access, 'pause')
  await expect(setStatus(access, 'pause')).rejects.toMatchObject({ code: 'conflict' })
  await setStatus(access, 'resume')
  await setStatus(access, 'close')
  await expect(setStatus(access, 'resume')).rejects.toMatchObject({ code: 'conflict' })
  const acts = await db.auditEntry.findMany({ where: { studyId }, orderBy: { id: 'asc' } })
  expect(acts.map(({ action }) => action)).toEqual([
    'study.create',
    'study.open',
    'study.pause',
    'study.resume',
    'study.close',
  ])
})
