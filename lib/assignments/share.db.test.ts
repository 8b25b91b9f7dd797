import { expect, test, vi } from 'vitest'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll, makeVerdict } from '@/lib/testing/judging'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

/** How many pairs each is told there are for them. */
const totals = (people: readonly Person[]) =>
  Promise.all(people.map(async ({ access }) => (await nextDesk(access)).total))

test('what one is told to do is one’s own: what is kept, and a fair share of what is anybody’s', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 24, overlap: 2, design: { sharedItems: 4, identicalChecks: 2 } })
  const people = await enrolPeople(studyId, 4)
  // 20 items twice among four make ten each; four shared ones and two checks come to everybody.
  expect(await totals(people)).toEqual([16, 16, 16, 16])
  const [first, ...others] = people as [Person, ...Person[]]
  await judgeAll(first, undefined, 16)
  for (const other of others) await judgeAll(other)
  const done = await totals(people)
  // Whoever does more than their share is told so as it comes, and is never told of everybody's slots.
  for (const total of done) expect(total).toBeLessThanOrEqual(6 + 20)
})

test('people who are expected have a share before they come, and who is at their cap has none', async () => {
  const groups = [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 5 }]
  const { studyId } = await makeOpenStudy({ prompts: 20, design: { groups, cap: 3 } })
  const people = (await enrolPeople(studyId, 2)) as [Person, Person]
  expect(await totals(people)).toEqual([3, 3])
  const open = await makeOpenStudy({ prompts: 20, design: { groups } })
  expect(await totals(await enrolPeople(open.studyId, 2))).toEqual([4, 4])
})

test('a group’s own pairs are shared within it, anybody’s among all', async () => {
  const group = { judgesShared: true, places: null }
  const groups = [
    { name: 'Crowd', codePrefix: 'C', overlap: 0, ...group },
    { name: 'Authors', codePrefix: 'A', overlap: 1, ...group },
  ]
  const { studyId } = await makeOpenStudy({ prompts: 12, overlap: 1, design: { groups } })
  const people = [...(await enrolPeople(studyId, 2, 'C')), ...(await enrolPeople(studyId, 2, 'A'))]
  // Anybody's twelve among four; the authors' twelve among two, and of the same items nobody judges one twice.
  expect(await totals(people)).toEqual([3, 3, 9, 9])
})

test('who judges on is told once a minute what their share has become', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 20 })
  const [first] = (await enrolPeople(studyId, 1)) as [Person]
  let desk = await nextDesk(first.access)
  expect(desk.total).toBe(20)
  await enrolPeople(studyId, 3)
  const judge = async () => {
    const verdict = await makeVerdict(desk.pairs[0]?.assignmentId ?? '')
    desk = (await judgeAndNext(personSeat(first.access), verdict, [])).desk
    return desk.total
  }
  expect(await judge()).toBeNull()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 })
  // Eighteen are left for four, and two are done.
  expect(await judge()).toBe(2 + 5)
  expect(await judge()).toBeNull()
  vi.useRealTimers()
})
