import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { submit } from '@/lib/engine/submit'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, makeVerdict, WHOLE } from '@/lib/testing/judging'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

test.each([1, 2, 3, 4, 5])('round %i: 24 annotators at once fill exactly the slots there are', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 5, baselines: 2, overlap: 3 })
  const people = await enrolPeople(studyId, 24)
  const judged = await Promise.all(people.map((person) => judgeAll(person)))
  expect(judged.flat()).toHaveLength(30)
  expect(await checkStudy(studyId)).toEqual({ slots: 30, done: 30, judgments: 30, ...WHOLE })
})

test.each([1, 2, 3, 4, 5])('round %i: three tabs of one annotator are given the same pairs', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 8 })
  const [person] = await enrolPeople(studyId, 1)
  const desks = await Promise.all(Array.from({ length: 3 }, () => nextDesk((person as Person).access)))
  const shown = desks.map(({ pairs }) => pairs.map(({ assignmentId }) => assignmentId))
  expect(shown[0]).toHaveLength(2)
  expect(shown[1]).toEqual(shown[0])
  expect(shown[2]).toEqual(shown[0])
})

test.each([1, 2, 3, 4, 5])(
  'round %i: three tabs of one annotator judge at once: each pair once, whatever each said',
  async () => {
    const { studyId } = await makeOpenStudy({ prompts: 12 })
    const [person] = (await enrolPeople(studyId, 1)) as [Person]
    const tab = async (choice: string) => {
      for (let desk = await nextDesk(person.access); desk.pairs[0]; desk = await nextDesk(person.access))
        await submit(person.seat, await makeVerdict(desk.pairs[0].assignmentId, choice)).catch((error) =>
          expect(error.code).toBe('already_judged'),
        )
    }
    await Promise.all(['A', 'B', 'TIE'].map(tab))
    expect(await checkStudy(studyId)).toEqual({ slots: 12, done: 12, judgments: 12, ...WHOLE })
  },
)

test('what is leased to others is waited for, and handed out once the lease has run out', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 2 })
  const [first, second] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const held = await nextDesk(first.access)
  expect(held).toMatchObject({ status: 'judging', judged: 0, total: 1 })
  expect(await nextDesk(second.access)).toMatchObject({ status: 'waiting', pairs: [], total: 1 })

  await db.$executeRaw`UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 second' WHERE "studyId" = ${studyId}::uuid`
  const taken = await nextDesk(second.access)
  expect(taken.pairs.map((pair) => pair.assignmentId).sort()).toEqual(
    held.pairs.map((pair) => pair.assignmentId).sort(),
  )
})

test('a late verdict counts when nobody took the slot', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 1 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { pairs } = await nextDesk(person.access)
  await db.$executeRaw`UPDATE "Assignment" SET "leaseUntil" = now() - interval '1 day' WHERE "studyId" = ${studyId}::uuid`
  await submit(person.seat, await makeVerdict(pairs[0]?.assignmentId ?? ''))
  expect(await nextDesk(person.access)).toMatchObject({ status: 'done', judged: 1, total: 1 })
})

test('a cap ends an annotator’s work, and only theirs', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 6, design: { cap: 3 } })
  const people = await enrolPeople(studyId, 2)
  expect(await judgeAll(people[0] as Person)).toHaveLength(3)
  const desk = await nextDesk((people[0] as Person).access)
  expect(desk).toMatchObject({ status: 'capped', judged: 3, total: 3 })
  expect(await judgeAll(people[1] as Person)).toHaveLength(3)
})

test('why nothing is handed out is kept for the researcher', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 1 })
  const [first, second] = (await enrolPeople(studyId, 2)) as [Person, Person]
  await nextDesk(first.access)
  await nextDesk(second.access)
  await judgeAll(first)
  const idle = await db.annotator.findMany({ where: { studyId }, orderBy: { code: 'asc' } })
  expect(idle.map(({ idleReason }) => idleReason)).toEqual(['done', 'waiting'])
})

test('an annotator sees either side about as often, and in an order of their own', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 40, overlap: 2 })
  const [one, two] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const orders = [await judgeAll(one), await judgeAll(two)].map((pairs) => pairs.map(({ prompt }) => prompt[0]?.html))
  expect([...(orders[0] ?? [])].sort()).toEqual([...(orders[1] ?? [])].sort())
  expect(orders[0]).not.toEqual(orders[1])
  for (const { annotator } of [one, two]) {
    const left = await db.assignment.count({ where: { studyId, annotatorId: annotator.id, leftIsA: true } })
    expect(Math.abs(left - 20)).toBeLessThanOrEqual(2)
  }
})

test('a paused study hands out nothing, and resumes where it stopped', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 3 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  await db.study.update({ where: { id: studyId }, data: { status: 'PAUSED' } })
  expect(await nextDesk(person.access)).toMatchObject({ status: 'paused', pairs: [] })
  await db.study.update({ where: { id: studyId }, data: { status: 'OPEN' } })
  expect((await nextDesk(person.access)).pairs).toHaveLength(2)
})
