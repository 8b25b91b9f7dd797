import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { personSeat } from '@/lib/engine/seat'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, makeVerdict, WHOLE } from '@/lib/testing/judging'
import type { Verdict } from './schema'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const firstPair = async ({ access }: Person) => (await nextDesk(access)).pairs[0]?.assignmentId ?? ''

test.each([1, 2, 3])(
  'round %i: verdicts that come together are stored each once, and each is answered as its own',
  async () => {
    const { studyId } = await makeOpenStudy({ prompts: 40, overlap: 2 })
    const people = await enrolPeople(studyId, 40)
    const pairs = await Promise.all(people.map(firstPair))
    // Each sends it twice, as a retry would; every fifth says something the design does not know.
    const verdicts = await Promise.all(pairs.map((pair, index) => makeVerdict(pair, index % 5 === 0 ? 'Q' : 'A')))
    const sent = [...people.entries(), ...people.entries()].map(([index, { access }]) =>
      judgeAndNext(personSeat(access), verdicts[index] as Verdict, []).then(
        (receipt) => receipt.saved,
        (error) => error.code,
      ),
    )
    const outcomes = verdicts.map(({ submissionKey }, index) => (index % 5 === 0 ? 'invalid' : submissionKey))
    expect(await Promise.all(sent)).toEqual([...outcomes, ...outcomes])
    expect(await checkStudy(studyId)).toMatchObject({ judgments: 32, done: 32, ...WHOLE })
  },
)

test('one that cannot even be read spoils nothing for those it came with', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 24 })
  const people = await enrolPeople(studyId, 12)
  const pairs = await Promise.all(people.map(firstPair))
  const verdicts = await Promise.all(pairs.map((pair) => makeVerdict(pair, 'B')))
  const sent = people.map(({ seat }, index) => {
    const verdict = verdicts[index] as Verdict
    return judgeAndNext(seat, index === 6 ? { ...verdict, assignmentId: 'no id at all' } : verdict, [])
  })
  const settled = await Promise.allSettled(sent)
  expect(settled.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1)
  expect(settled[6]?.status).toBe('rejected')
  expect(await db.judgment.count({ where: { studyId } })).toBe(11)
  expect(await checkStudy(studyId)).toMatchObject(WHOLE)
})

test('of two verdicts of one annotator on one pair that come together one counts, and the other is told', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 4 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const pair = await firstPair(person)
  const verdicts = await Promise.all(['A', 'B', 'TIE', 'A', 'B', 'TIE'].map((choice) => makeVerdict(pair, choice)))
  const settled = await Promise.allSettled(verdicts.map((verdict) => judgeAndNext(person.seat, verdict, [])))
  expect(settled.map((each) => (each.status === 'rejected' ? each.reason.code : 'saved')).sort()).toEqual(
    expect.arrayContaining(['saved', 'already_judged']),
  )
  expect(await checkStudy(studyId)).toMatchObject({ judgments: 1, done: 1, ...WHOLE })
})

test('verdicts that a held lock blocks are to be sent again, and hold up no other study’s', async () => {
  const [locked, free] = await Promise.all([makeOpenStudy({ prompts: 12 }), makeOpenStudy({ prompts: 12 })])
  const blocked = await enrolPeople(locked.studyId, 6)
  const others = await enrolPeople(free.studyId, 6)
  const sendAll = async (people: Person[], verdicts: Verdict[]) =>
    (
      await Promise.allSettled(
        people.map(({ access }, index) => judgeAndNext(personSeat(access), verdicts[index] as Verdict, [])),
      )
    ).map((each) => (each.status === 'rejected' ? each.reason.code : 'saved'))
  const make = async (people: Person[]) =>
    Promise.all((await Promise.all(people.map(firstPair))).map((pair) => makeVerdict(pair)))
  const [waiting, through] = [await make(blocked), await make(others)]
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM "Annotator" WHERE "studyId" = ${locked.studyId}::uuid FOR UPDATE`
    // First those that are blocked: they take every lane there is.
    const [held, passed] = await Promise.all([sendAll(blocked, waiting), sendAll(others, through)])
    expect([new Set(held), new Set(passed)]).toEqual([new Set(['busy']), new Set(['saved'])])
  })
  expect(await db.judgment.count({ where: { studyId: locked.studyId } })).toBe(0)
  expect(new Set(await sendAll(blocked, waiting))).toEqual(new Set(['saved']))
  for (const { studyId } of [locked, free]) expect(await checkStudy(studyId)).toMatchObject({ judgments: 6, ...WHOLE })
})
