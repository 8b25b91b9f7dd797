import { expect, test } from 'vitest'
import { hoursOfPeople, judgeSides, nameConcerned, sumChecks } from './health'
import type { Checks } from './read-checks'
import { groupConcerns } from './read-concerns'
import type { Speed } from './read-speed'

const people = [
  { id: '1', code: 'C01' },
  { id: '2', code: 'C02' },
]

test('sides that differ as coins do are well, however many there are', () => {
  const sides = [
    { annotatorId: '1', seen: 100, lean: 32 },
    { annotatorId: '2', seen: 100, lean: -34 },
  ]
  expect(judgeSides(sides, people)).toEqual({
    people: 2,
    largest: 34,
    uneven: [{ annotatorId: '2', code: 'C02', count: 33, of: 100 }],
  })
  expect(judgeSides([], people)).toEqual({ people: 0, largest: 0, uneven: [] })
})

const groups = (speed: Speed[], checks: Checks[]) => groupConcerns(speed, checks)

test('who is often too fast is named, after ten verdicts', () => {
  const speed = [
    { annotatorId: '1', verdicts: 9, tooFast: 9 },
    { annotatorId: '2', verdicts: 10, tooFast: 2 },
  ]
  expect(nameConcerned('speed', groups(speed, []), people)).toEqual([
    { annotatorId: '2', code: 'C02', count: 2, of: 10 },
  ])
})

test('checks add up over kinds, and a single slip names nobody', () => {
  const checks = [
    { annotatorId: '1', kind: 'CHECK' as const, judged: 3, failed: 1 },
    { annotatorId: '2', kind: 'CHECK' as const, judged: 3, failed: 1 },
    { annotatorId: '2', kind: 'GOLD' as const, judged: 2, failed: 2 },
  ]
  expect(sumChecks(checks)).toEqual({ check: { judged: 6, failed: 2 }, gold: { judged: 2, failed: 2 } })
  expect(nameConcerned('checks', groups([], checks), people)).toEqual([
    { annotatorId: '2', code: 'C02', count: 3, of: 5 },
  ])
})

test('people’s hours are counted, those of simulations and LLMs are not', () => {
  const annotators = [
    { id: '1', kind: 'person' as const },
    { id: '2', kind: 'simulated' as const },
    { id: '3', kind: 'person' as const },
  ]
  const sides = [
    { annotatorId: '1', activeMs: 5_400_000 },
    { annotatorId: '2', activeMs: 3_600_000 },
    { annotatorId: '3', activeMs: 900_000 },
  ]
  expect(hoursOfPeople(sides, annotators)).toBe(1.75)
  expect(hoursOfPeople([], annotators)).toBe(0)
})
