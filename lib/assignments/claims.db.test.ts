import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { submitVerdict } from '@/lib/judgments/submit-verdict'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const CHOICES = ['A', 'TIE', 'B']

function verdict(assignmentId: string, choice = 'A') {
  return { assignmentId, submissionKey: randomUUID(), choices: [choice], elapsedMs: 1000, activeMs: 900 }
}

/** Judges until nothing more is handed out. @returns how many verdicts were acknowledged */
async function judgeAll({ access }: Person): Promise<number> {
  for (let judged = 0; ; judged++) {
    const { pairs } = await nextDesk(access)
    const pair = pairs[0]
    if (!pair) return judged
    await submitVerdict(access, verdict(pair.assignmentId, CHOICES[judged % 3]))
  }
}

async function invariants(studyId: string, overlap: number) {
  const [slots, judgments] = await Promise.all([
    db.assignment.findMany({ where: { studyId } }),
    db.judgment.findMany({ where: { studyId }, include: { assignment: true } }),
  ])
  const perItem = new Map<string, typeof judgments>()
  for (const judgment of judgments) {
    const { itemId } = judgment.assignment
    perItem.set(itemId, [...(perItem.get(itemId) ?? []), judgment])
  }
  const perPerson = new Set(judgments.map(({ assignment: a }) => `${a.annotatorId}/${a.itemId}`))
  return {
    slots: slots.length,
    judgments: judgments.length,
    mostOfAnItem: Math.max(...[...perItem.values()].map((all) => all.length)) <= overlap,
    nobodyTwice: perPerson.size === judgments.length,
    worstBalance: Math.max(
      ...[...perItem.values()].map((all) => Math.abs(all.reduce((sum, j) => sum + (j.assignment.leftIsA ? 1 : -1), 0))),
    ),
  }
}

test.each([1, 2, 3, 4, 5])('round %i: 24 annotators at once fill exactly the slots there are', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 5, baselines: 2, overlap: 3 })
  const people = await enrolPeople(studyId, 24)
  const judged = await Promise.all(people.map(judgeAll))
  expect(judged.reduce((sum, n) => sum + n, 0)).toBe(30)
  expect(await invariants(studyId, 3)).toEqual({
    slots: 30,
    judgments: 30,
    mostOfAnItem: true,
    nobodyTwice: true,
    worstBalance: 1,
  })
})

test('three tabs of one annotator are given the same pairs', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 8 })
  const [person] = await enrolPeople(studyId, 1)
  const desks = await Promise.all(Array.from({ length: 3 }, () => nextDesk((person as Person).access)))
  const shown = desks.map(({ pairs }) => pairs.map(({ assignmentId }) => assignmentId))
  expect(shown[0]).toHaveLength(2)
  expect(shown[1]).toEqual(shown[0])
  expect(shown[2]).toEqual(shown[0])
})

test('what is leased to others is waited for, and handed out once the lease has run out', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 2 })
  const [first, second] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const held = await nextDesk(first.access)
  expect(held).toMatchObject({ status: 'judging', judged: 0, total: 2 })
  expect(await nextDesk(second.access)).toMatchObject({ status: 'waiting', pairs: [], total: 2 })

  await db.$executeRaw`UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second' WHERE "studyId" = ${studyId}::uuid`
  const taken = await nextDesk(second.access)
  expect(taken.pairs.map((pair) => pair.assignmentId).sort()).toEqual(
    held.pairs.map((pair) => pair.assignmentId).sort(),
  )

  const late = submitVerdict(first.access, verdict(held.pairs[0]?.assignmentId ?? ''))
  await expect(late).rejects.toMatchObject({ code: 'slot_lost' })
})

test('a late verdict counts when nobody took the slot', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 1 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { pairs } = await nextDesk(person.access)
  await db.$executeRaw`UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 day' WHERE "studyId" = ${studyId}::uuid`
  await submitVerdict(person.access, verdict(pairs[0]?.assignmentId ?? ''))
  expect(await nextDesk(person.access)).toMatchObject({ status: 'done', judged: 1, total: 1 })
})

test('a cap ends an annotator’s work, and only theirs', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 6 })
  await db.study.update({ where: { id: studyId }, data: { cap: 3 } })
  const people = await enrolPeople(studyId, 2)
  expect(await judgeAll(people[0] as Person)).toBe(3)
  expect(await nextDesk((people[0] as Person).access)).toMatchObject({
    status: 'capped',
    judged: 3,
    total: 3,
  })
  expect(await judgeAll(people[1] as Person)).toBe(3)
})

test('an annotator sees either side about as often', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 40 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  await judgeAll(person)
  const left = await db.assignment.count({ where: { studyId, leftIsA: true } })
  expect(left).toBe(20)
})

test('a paused study hands out nothing, and resumes where it stopped', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 3 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  expect(await nextDesk(person.access)).toMatchObject({ status: 'paused', pairs: [] })
  await db.study.update({ where: { id: studyId }, data: { status: 'OPEN' } })
  expect((await nextDesk(person.access)).pairs).toHaveLength(2)
})
