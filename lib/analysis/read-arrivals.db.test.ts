import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { readArrivals } from './read-arrivals'

test('of each pair the first judgment of each prompt, in the order given, seen from the system with the lower id', async () => {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: 6, baselines: 2, overlap: 2 })
  const people = await enrolPeople(studyId, 2)
  for (const person of people) await judgeAll(person)
  const arrivals = await readArrivals(studyId, null)
  expect(arrivals).toHaveLength(2)
  const judgments = await db.judgment.findMany({
    where: { studyId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { assignment: { include: { item: { include: { responseA: true, responseB: true } } } } },
  })
  const nameOf = new Map(promptSet.systems.map(({ id, name }) => [id, name]))
  for (const { first, second, scores } of arrivals) {
    const firsts = new Map<string, number>()
    for (const { score, assignment } of judgments) {
      const { promptId, responseA, responseB } = assignment.item
      const names = [responseA, responseB].map((response) => nameOf.get(response?.systemId ?? ''))
      if (![first, second].every((name) => names.includes(name)) || firsts.has(promptId)) continue
      firsts.set(promptId, (1 + (names[0] === first ? score : -score)) / 2)
    }
    expect(scores).toEqual([...firsts.values()])
  }
})
