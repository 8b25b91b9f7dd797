import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db, inTransaction } from '@/lib/db/client'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { loadComparison, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
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
  const { studyId, researcher, promptSet } = await makeDraft({ baselines: 2 })
  const access = await authorizeActor(researcher, studyId, 'study:design')
  const [focal, first, second] = promptSet.systems.map(({ id }) => id) as [string, string, string]
  const prompt = await db.prompt.findFirstOrThrow({ where: { promptSetId: promptSet.id } })
  const written: ComparisonDesign = {
    ...(await loadComparison(studyId)),
    title: 'Renamed',
    instructions: '# Read me',
    consent: 'I agree.',
    criteria: [
      { question: 'Which is better?', scale: 'SEVEN', labels: scaleLabels('SEVEN') },
      { question: 'Which is safer?', scale: 'THREE_BOTH_BAD', labels: scaleLabels('THREE_BOTH_BAD') },
    ],
    rationale: 'REQUIRED',
    category: 'even',
    sample: 1,
    comparisons: {
      pairing: 'LISTED',
      pairs: [
        { a: second, b: first },
        { a: focal, b: second },
      ],
    },
    groups: [
      { name: 'Author', codePrefix: 'A', overlap: 1, judgesShared: false, places: 4 },
      { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: null },
    ],
    known: [
      {
        kind: 'PRACTICE',
        promptId: prompt.id,
        systemAId: focal,
        systemBId: first,
        expected: 'A2',
        feedback: 'Because.',
      },
    ],
    ...{ overlap: 2, sharedItems: 1, repeatShare: 0.1, identicalChecks: 1, cap: 40, leaseMinutes: 5, reviseLast: 0 },
    ...{ minSeconds: 8, readToEnd: true, warnedCategories: ['even'], names: [] },
    looks: 'ANYTIME',
    planning: { seconds: 45, hourlyPay: 12, currency: 'GBP', tieRate: 0.3, correlation: 0.2 },
  }
  await updateStudy(access, written)
  expect(await readDesign(access)).toEqual(written)
  const plain: ComparisonDesign = {
    ...written,
    comparisons: { pairing: 'ALL', systemIds: [first, focal, second] },
    known: [],
  }
  await updateStudy(access, plain)
  expect(await readDesign(access)).toEqual(plain)
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

test('a study is opened by index, though the connection has opened small ones before', async () => {
  await makeOpenStudy()
  await db.$executeRaw`VACUUM ANALYZE "Item"`
  // With a page of items keys are checked by scanning it: a plan that the connection keeps after some checks.
  await makeOpenStudy({ prompts: 12 })
  const before = await scansOfItems()
  await makeOpenStudy({ prompts: 100, baselines: 8 })
  expect((await scansOfItems()) - before).toBeLessThan(50)
})

/** How often all items were read one by one, with what the connection that opens studies has counted. */
async function scansOfItems(): Promise<number> {
  await inTransaction((client) => client.query('SELECT pg_stat_force_next_flush()'))
  const [row] = await db.$queryRaw<{ scans: number }[]>`
    SELECT seq_scan::int AS scans FROM pg_stat_user_tables WHERE relname = 'Item'`
  return row?.scans ?? 0
}
