import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { readOwnPair } from '@/lib/judgments/history'
import { enrolPeople } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { makeRatingStudy } from '@/lib/testing/rating-study'
import { claim } from './claim'
import type { Verdict } from './schema'
import { submit } from './submit'

// Ratings go through the same slots, leases and answers as pairs. `unbalanced` is of sides, of which they have none.

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const { unbalanced: _, ...KEPT } = WHOLE
const GRADES = ['FAIL', 'PASS', 'EXCELLENT'] as const
/** A grade that follows from the slot, whoever is handed it. */
const gradeOf = (assignmentId: string) => GRADES[Number.parseInt(assignmentId.slice(-4), 16) % 3] as string
const grade = ({ assignmentId }: { assignmentId: string }) => [gradeOf(assignmentId)]

/** The prompts of what an annotator was handed, in their order. */
async function promptsOf(studyId: string, { annotator }: Person) {
  const slots = await db.assignment.findMany({
    where: { studyId, annotatorId: annotator.id },
    orderBy: [{ leasedAt: 'asc' }, { rank: 'asc' }],
    include: { item: { select: { promptId: true } } },
  })
  return slots.map(({ item }) => item.promptId)
}

const neighbours = (prompts: string[]) => prompts.filter((prompt, place) => prompt === prompts[place + 1]).length

test.each([1, 2, 3, 4, 5])('round %i: 24 annotators at once fill exactly the slots there are', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 5, systems: 3, overlap: 2 })
  const people = await enrolPeople(studyId, 24)
  const judged = await Promise.all(people.map((person) => judgeAll(person, grade)))
  expect(judged.flat()).toHaveLength(30)
  expect(await checkStudy(studyId)).toMatchObject({ slots: 30, done: 30, judgments: 30, ...KEPT })
  const stored = await db.judgment.findMany({ where: { studyId } })
  // What was chosen is what is stored: there is no side to undo.
  for (const { assignmentId, choice, score } of stored)
    expect([choice, GRADES[score]]).toEqual([gradeOf(assignmentId), choice])
  expect(await db.assignment.count({ where: { studyId, leftIsA: false } })).toBe(0)
})

test.each([1, 2, 3])(
  'round %i: nobody is handed two responses to one prompt in a row, whoever takes what lies between',
  async () => {
    const { studyId } = await makeRatingStudy({ prompts: 12, systems: 3, overlap: 2 })
    const people = await enrolPeople(studyId, 3)
    // Each does 12 of 36 while the others are at it: there is always another prompt left.
    await Promise.all(people.map((person) => judgeAll(person, grade, 12)))
    for (const person of people) expect(neighbours(await promptsOf(studyId, person))).toBe(0)
    expect(await checkStudy(studyId)).toMatchObject({ done: 36, ...KEPT })
  },
)

test('a reserve holds no prompt twice as long as there are others', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 10, systems: 4 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  await claim(person.seat, { wanted: 8, batch: 8, holding: [] })
  const prompts = await promptsOf(studyId, person)
  expect([prompts.length, new Set(prompts).size]).toEqual([8, 8])
  // More than there are prompts: then none follows its like.
  await claim(person.seat, { wanted: 24, batch: 16, holding: [] })
  const more = await promptsOf(studyId, person)
  expect([more.length, neighbours(more)]).toEqual([24, 0])
})

test('where one prompt is all there is its responses are handed out all the same', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 1, systems: 4 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  expect(await judgeAll(person, grade)).toHaveLength(4)
  expect(await nextDesk(person.access)).toMatchObject({ status: 'done', judged: 4 })
})

test('a dialogue is graded whole, with all its turns and the question about all of it, or not at all', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 3, systems: 2, turns: 3 })
  const people = await enrolPeople(studyId, 6)
  const [whole, turn] = await db.criterion.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  const verdictOf = async (assignmentId: string, turns: readonly number[]): Promise<Verdict> => ({
    ...(await makeVerdict(assignmentId)),
    answers: [
      { criterion: whole?.id ?? '', turn: 0, choice: 'PASS' },
      ...turns.map((number) => ({ criterion: turn?.id ?? '', turn: number, choice: number === 2 ? 'UNSAFE' : 'SAFE' })),
    ],
  })
  const all = await Promise.all(
    people.map(async ({ access, seat }) => {
      let stored = 0
      for (let desk = await nextDesk(access); desk.pairs[0]; stored++) {
        const { assignmentId, left, right } = desk.pairs[0]
        expect([left.length, right]).toEqual([5, null])
        await expect(submit(seat, await verdictOf(assignmentId, [1, 2]))).rejects.toMatchObject({ code: 'invalid' })
        const verdict = await verdictOf(assignmentId, [1, 2, 3])
        // Sent twice at once, as a retry would.
        const [receipt] = await Promise.all([judgeAndNext(seat, verdict, []), judgeAndNext(seat, verdict, [])])
        desk = receipt.desk
      }
      return stored
    }),
  )
  expect(all.reduce((sum, stored) => sum + stored, 0)).toBe(6)
  expect(await checkStudy(studyId)).toMatchObject({ done: 6, judgments: 24, ...KEPT })
  const unsafe = await db.judgment.findMany({ where: { studyId, choice: 'UNSAFE' } })
  expect(unsafe.map((each) => each.turn)).toEqual([2, 2, 2, 2, 2, 2])
})

test('two hundred turns are stored whole, and of two windows that grade them otherwise one is', async () => {
  const { studyId } = await makeRatingStudy({ prompts: 1, systems: 1, turns: 200 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { assignmentId } = (await nextDesk(person.access)).pairs[0] ?? { assignmentId: '' }
  const [whole, turn] = await db.criterion.findMany({ where: { studyId }, orderBy: { position: 'asc' } })
  const gradedAs = async (choice: string): Promise<Verdict> => ({
    ...(await makeVerdict(assignmentId)),
    answers: [
      ...Array.from({ length: 200 }, (_, nth) => ({ criterion: turn?.id ?? '', turn: nth + 1, choice })),
      { criterion: whole?.id ?? '', turn: 0, choice: 'PASS' },
    ],
  })
  const [safe, unsafe] = [await gradedAs('SAFE'), await gradedAs('UNSAFE')]
  const wrong = {
    ...safe,
    answers: safe.answers.map((each) => (each.turn === 77 ? { ...each, choice: 'PASS' } : each)),
  }
  await expect(submit(person.seat, wrong)).rejects.toMatchObject({ code: 'invalid' })
  const sent = await Promise.allSettled([safe, unsafe].map((verdict) => submit(person.seat, verdict)))
  expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(sent.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'already_judged' } })
  const stored = await db.judgment.groupBy({ by: ['choice'], where: { studyId, turn: { gt: 0 } }, _count: true })
  expect(stored.map(({ _count }) => _count)).toEqual([200])
  expect(await checkStudy(studyId)).toMatchObject({ done: 1, judgments: 201, ...KEPT })
})

test('what reaches the browser is one response, and no word of its system', async () => {
  const { studyId, promptSet } = await makeRatingStudy({ prompts: 2 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const { pairs } = await nextDesk(person.access)
  const own = await readOwnPair(person.access, pairs[0]?.assignmentId ?? '')
  expect(own.pair).toEqual(pairs[0])
  expect(own.text.right).toBeNull()
  const sent = JSON.stringify([pairs, own])
  for (const { id, name } of promptSet.systems) for (const secret of [id, name]) expect(sent).not.toContain(secret)
})
