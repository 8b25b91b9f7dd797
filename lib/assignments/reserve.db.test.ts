import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { fillReserve, judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import type { DeskState } from '@/lib/judgments/schema'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { pairsAhead } from './reserve'

type Person = Awaited<ReturnType<typeof enrolPeople>>[number]

const ids = ({ pairs }: DeskState) => pairs.map(({ assignmentId }) => assignmentId)

/** Holds what a browser would, and asks for more until no more comes. */
async function fill({ access }: Person, holding: string[] = []): Promise<string[]> {
  for (let more = ids(await fillReserve(access, holding)); more.length > 0; ) {
    holding = [...holding, ...more]
    more = ids(await fillReserve(access, holding))
  }
  return holding
}

test('a lone annotator holds two dozen pairs, each once, and a verdict tops them up by a few', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 60 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  expect(ids(await nextDesk(person.access))).toHaveLength(2)
  const held = await fill(person)
  // A batch is waited for, so a few may be missing.
  expect(held.length).toBeGreaterThanOrEqual(24)
  expect(new Set(held).size).toBe(held.length)
  expect(await db.assignment.count({ where: { studyId, annotatorId: person.annotator.id } })).toBe(held.length)

  let holding = held
  const batches: number[] = []
  for (let i = 0; i < 12; i++) {
    const [first = '', ...rest] = holding
    const { desk } = await judgeAndNext(person.seat, await makeVerdict(first), rest)
    batches.push(desk.pairs.length)
    holding = [...rest, ...ids(desk)]
    expect(new Set(holding).size).toBe(holding.length)
  }
  expect(batches.filter((size) => size > 0).every((size) => size === 4)).toBe(true)
  expect(holding.length).toBeGreaterThanOrEqual(24)
  expect(await checkStudy(studyId)).toMatchObject({ judgments: 12, ...WHOLE })
})

test('near the end, and among many, nobody holds more than a fair share of what is theirs to judge', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 30 })
  const [one] = (await enrolPeople(studyId, 5)) as [Person]
  expect(await pairsAhead(studyId, one.actor.id)).toBe(3)
  const small = await makeOpenStudy({ prompts: 4 })
  const [another] = (await enrolPeople(small.studyId, 5)) as [Person]
  expect(await pairsAhead(small.studyId, another.actor.id)).toBe(2)

  // Twelve slots of the authors' own among two, beside 120 that only the crowd may judge, among one.
  const group = { judgesShared: false, places: null }
  const groups = [
    { ...group, name: 'Authors', kind: 'HUMAN' as const, codePrefix: 'A', overlap: 1 },
    { ...group, name: 'Crowd', kind: 'HUMAN' as const, codePrefix: 'C', overlap: 10 },
  ]
  const split = await makeOpenStudy({ prompts: 12, overlap: 0, design: { groups } })
  const [author] = (await enrolPeople(split.studyId, 2, 'A')) as [Person]
  const [worker] = (await enrolPeople(split.studyId, 1, 'C')) as [Person]
  expect(await pairsAhead(split.studyId, author.actor.id)).toBe(3)
  expect(await pairsAhead(split.studyId, worker.actor.id)).toBe(28)
})

test('where two slots of one item stand close, a batch takes one of them', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 3, overlap: 8 })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  expect(await fill(person)).toHaveLength(3)
})

test('pairs that others took while somebody was away are named as gone', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 8 })
  const [away, other] = (await enrolPeople(studyId, 2)) as [Person, Person]
  const held = ids(await nextDesk(away.access))
  await db.assignment.updateMany({
    where: { studyId, id: { in: held.slice(0, 1) } },
    data: { annotatorId: other.annotator.id },
  })
  expect((await fillReserve(away.access, held)).gone).toEqual(held.slice(0, 1))
})

test('kept slots come between those of the pool where they are due, in a batch as one by one', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 60, design: { sharedItems: 10 } })
  const [person] = (await enrolPeople(studyId, 1)) as [Person]
  const held = await fill(person)
  const slots = await db.assignment.findMany({ where: { studyId, id: { in: held } } })
  const byId = new Map(slots.map((slot) => [slot.id, slot]))
  for (const [position, id] of held.entries()) {
    const { due } = byId.get(id) ?? { due: null }
    if (due !== null) expect(position).toBe(Math.max(due, position))
  }
  expect(slots.some(({ keptForId }) => keptForId !== null)).toBe(true)
  expect(slots.some(({ keptForId }) => keptForId === null)).toBe(true)
})
