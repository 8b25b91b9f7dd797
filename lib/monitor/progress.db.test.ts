import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { deactivateAnnotator } from '@/lib/annotators/deactivate-annotator'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy, makeStudyWithKnown } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { readProgress } from './read-progress'

type Study = Awaited<ReturnType<typeof makeOpenStudy>>
const read = async ({ researcher, studyId }: Study) =>
  readProgress(await authorizeActor(researcher, studyId, 'study:read'))

/** Cells as `row pair: done of wanted`, by group name. */
async function lines(study: Study): Promise<string[]> {
  const [{ cells }, groups] = await Promise.all([
    read(study),
    db.annotatorGroup.findMany({ where: { studyId: study.studyId } }),
  ])
  const name = (id: string | null) => groups.find((group) => group.id === id)?.name ?? 'anybody'
  return cells
    .map(({ row, pair, groupId, wanted, done }) => `${row} ${pair ?? '-'} ${name(groupId)}: ${done} of ${wanted}`)
    .sort()
}

test('slots are counted by comparison, and what everybody judges by its set', async () => {
  const shape = { prompts: 4, baselines: 2, overlap: 2, design: { sharedItems: 2, identicalChecks: 1 } }
  const study = await makeStudyWithKnown(['GOLD', 'PRACTICE'], shape)
  const [first] = await enrolPeople(study.studyId, 2)
  // Six regular items, two of them shared; the sample of shared ones depends on the seed, the sums do not.
  const sum = (all: string[], row: string) =>
    all.filter((line) => line.startsWith(row)).reduce((n, line) => n + Number(line.split(' of ')[1]), 0)
  const before = await lines(study)
  expect(sum(before, 'PAIR')).toBe(8)
  expect(before.filter((line) => !line.startsWith('PAIR'))).toEqual([
    'CHECK - Crowd: 0 of 2',
    'GOLD - Crowd: 0 of 2',
    'PRACTICE - Crowd: 0 of 2',
    'SHARED - Crowd: 0 of 4',
  ])
  if (first) await judgeAll(first)
  const after = await lines(study)
  expect(after.filter((line) => !line.startsWith('PAIR'))).toEqual([
    'CHECK - Crowd: 1 of 2',
    'GOLD - Crowd: 1 of 2',
    'PRACTICE - Crowd: 1 of 2',
    'SHARED - Crowd: 2 of 4',
  ])
  const { cells, items } = await read(study)
  const pairs = cells.filter(({ row }) => row === 'PAIR')
  expect(pairs.reduce((n, { done }) => n + done, 0)).toBe(4)
  expect(items).toEqual({ items: 9, even: 9, largest: 0, over: 0 })
})

test('groups with slots of their own are counted apart from anybody’s', async () => {
  const group = { judgesShared: true, places: null }
  const groups = [
    { name: 'Crowd', codePrefix: 'C', overlap: 2, ...group },
    { name: 'Authors', codePrefix: 'A', overlap: 1, ...group },
  ]
  const study = await makeOpenStudy({ prompts: 3, overlap: 1, design: { groups } })
  const [author] = await enrolPeople(study.studyId, 1, 'A')
  if (author) await judgeAll(author, undefined, 2)
  expect(await lines(study)).toEqual(['PAIR 0 Authors: 2 of 3', 'PAIR 0 Crowd: 0 of 6', 'PAIR 0 anybody: 0 of 3'])
})

test('a repeat is wanted from the start, and what a deactivated annotator has not done is not', async () => {
  const study = await makeOpenStudy({ prompts: 4, overlap: 1, design: { repeatShare: 0.5, sharedItems: 1 } })
  const [first, second] = await enrolPeople(study.studyId, 2)
  expect(await lines(study)).toEqual(['PAIR 0 anybody: 0 of 3', 'REPEAT - anybody: 0 of 2', 'SHARED - Crowd: 0 of 2'])
  if (first) await judgeAll(first)
  expect(await lines(study)).toEqual(['PAIR 0 anybody: 3 of 3', 'REPEAT - Crowd: 2 of 2', 'SHARED - Crowd: 1 of 2'])
  const manage = await authorizeActor(study.researcher, study.studyId, 'annotators:manage')
  await deactivateAnnotator(manage, { annotatorId: second?.annotator.id ?? '' })
  expect(await lines(study)).toContain('SHARED - Crowd: 1 of 1')
})

test('a pair set aside is neither done nor wanted; another slot takes its place', async () => {
  const study = await makeOpenStudy({ prompts: 2 })
  const [person] = await enrolPeople(study.studyId, 1)
  if (!person) throw new Error('nobody')
  const { pairs } = await nextDesk(person.access)
  const assignmentId = pairs[0]?.assignmentId ?? ''
  const time = { elapsedMs: 1, activeMs: 1 }
  await judgeAndNext(person.seat, { assignmentId, submissionKey: randomUUID(), flag: 'BROKEN_TEXT', ...time }, [])
  expect(await lines(study)).toEqual(['PAIR 0 anybody: 0 of 2'])
})

test('an item above what was asked for, or leaning to a side, is seen', async () => {
  const study = await makeOpenStudy({ prompts: 2, overlap: 1 })
  const { studyId } = study
  const people = await enrolPeople(studyId, 2)
  const [slot] = await db.assignment.findMany({ where: { studyId } })
  if (!slot) throw new Error('no slot')
  const done = { doneAt: new Date(), leasedAt: new Date(), leaseUntil: new Date() }
  const [one, two] = people.map(({ annotator }) => annotator.id)
  await db.assignment.update({
    where: { studyId_id: { studyId, id: slot.id } },
    data: { ...done, annotatorId: one ?? '' },
  })
  const again = { studyId, itemId: slot.itemId, slot: 7, rank: 9, leftIsA: slot.leftIsA, annotatorId: two ?? '' }
  await db.assignment.create({ data: { ...again, ...done } })
  expect((await read(study)).items).toEqual({ items: 2, even: 1, largest: 2, over: 1 })
})
