import { expect, test } from 'vitest'
import { hoursOfPeople, judgeSides, nameConcerned, sumChecks } from './health'
import type { Checks } from './read-checks'
import { groupConcerns } from './read-concerns'
import { countSame } from './read-same'
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

const groups = (speed: Speed[], checks: Checks[]) => groupConcerns(speed, checks, [])

test('who is often too fast is named, after ten verdicts', () => {
  const speed = [
    { annotatorId: '1', verdicts: 9, tooFast: 9 },
    { annotatorId: '2', verdicts: 10, tooFast: 2 },
  ]
  expect(nameConcerned('speed', groups(speed, []), people)).toEqual([
    { annotatorId: '2', code: 'C02', count: 2, of: 10 },
  ])
})

test('who gives one option nearly always is named, unless others do as well', () => {
  const given = (annotatorId: string, choices: Record<string, number>) =>
    Object.entries(choices).map(([choice, answers]) => ({ annotatorId, choice, answers }))
  const named = (rows: ReturnType<typeof given>) =>
    nameConcerned('same', groupConcerns([], [], countSame(rows)), people).map(({ code, count, of }) => [
      code,
      count,
      of,
    ])
  const straight = given('1', { SAFE: 96, UNSAFE: 4 })
  expect(named([...straight, ...given('2', { SAFE: 60, UNSAFE: 40 })])).toEqual([['C01', 96, 100]])
  expect(named([...straight, ...given('2', { SAFE: 80, UNSAFE: 20 })])).toEqual([])
  // Of others too little is known, or nothing.
  expect(named([...straight, ...given('2', { SAFE: 3 })])).toEqual([['C01', 96, 100]])
  expect(named(straight)).toEqual([['C01', 96, 100]])
  expect(named(given('1', { SAFE: 19 }))).toEqual([])
  expect(named(given('1', { SAFE: 94, UNSAFE: 6 }))).toEqual([])
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
