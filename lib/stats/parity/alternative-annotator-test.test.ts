import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiYekutieliAdjusted } from '../adjust-p-values'
import {
  alternativeAnnotatorTest,
  meanTieDiscounted,
  minusRootMeanSquare,
  shareEqual,
} from './alternative-annotator-test'

const JUDGE = 3
const people = (annotator: number) => annotator < JUDGE
const item = (judge: number, ...persons: number[]) => [
  ...persons.map((category, annotator) => ({ annotator, category })),
  { annotator: JUDGE, category: judge },
]

test('three ways to be near to others', () => {
  expect(shareEqual(1, [1, 0, 2, 1])).toBe(0.5)
  expect(meanTieDiscounted(0, [0, 1, 2])).toBe(0.5)
  expect(minusRootMeanSquare(0, [0, 2])).toBeCloseTo(-Math.SQRT1_2, 12)
})

test('each person is set aside in turn, ties count for both, and p-values are adjusted over those tested', () => {
  // Person 2 says something else than 0 and 1 in each tenth item, the judge in each fifth.
  const items = Array.from({ length: 60 }, (_, k) => item(k % 5 === 0 ? 2 : 0, 0, 0, k % 10 === 1 ? 2 : 0))
  const found = alternativeAnnotatorTest(items, JUDGE, people, { epsilon: 0.25 })
  expect(found.annotators.map(({ annotator, items: n }) => [annotator, n])).toEqual([
    [0, 60],
    [1, 60],
    [2, 60],
  ])
  const third = found.annotators[2]
  expect(third?.judge).toBeCloseTo(0.8, 12)
  expect(third?.human).toBeCloseTo(0.9, 12)
  expect(third?.difference).toBeCloseTo(0.1, 12)
  expect(found.annotators.map(({ pAdjusted }) => pAdjusted)).toEqual(
    benjaminiYekutieliAdjusted(found.annotators.map(({ p }) => p)),
  )
  expect(found.advantageProbability).toBeCloseTo(found.annotators.reduce((sum, { judge }) => sum + judge, 0) / 3, 12)
  expect(found.winningRate).toBe(found.annotators.filter(({ replaceable }) => replaceable).length / 3)
})

test('who has too few items is not tested, and with nobody tested nothing is said', () => {
  const few = Array.from({ length: 20 }, () => item(0, 0, 1))
  expect(alternativeAnnotatorTest(few, JUDGE, people, { epsilon: 0.1 })).toEqual({
    annotators: [],
    winningRate: null,
    advantageProbability: null,
  })
  expect(alternativeAnnotatorTest(few, JUDGE, people, { epsilon: 0.1, leastItems: 20 }).annotators).toHaveLength(2)
  expect(
    alternativeAnnotatorTest(few, JUDGE, people, { epsilon: 0.1, leastItems: 1, leastPeople: 3 }).annotators,
  ).toEqual([])
})

test('where the judge always does as well, the chance is 0 without a spread; where it never does, 1', () => {
  const alike = Array.from({ length: 30 }, () => item(1, 1, 1))
  expect(alternativeAnnotatorTest(alike, JUDGE, people, { epsilon: 0.1 })).toMatchObject({
    winningRate: 1,
    advantageProbability: 1,
    annotators: [{ p: 0, difference: 0 }, { p: 0 }],
  })
  const apart = Array.from({ length: 30 }, () => item(2, 0, 0))
  expect(alternativeAnnotatorTest(apart, JUDGE, people, { epsilon: 0.1 })).toMatchObject({
    winningRate: 0,
    advantageProbability: 0,
    annotators: [{ p: 1, difference: 1 }, { p: 1 }],
  })
})

test('neither the order of items nor that of ratings matters, and a larger ε never replaces fewer', () => {
  const rows = fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }), {
    minLength: 5,
    maxLength: 15,
  })
  fc.assert(
    fc.property(rows, (some) => {
      const items = some.map(([judge = 0, ...persons]) => item(judge, ...persons))
      const of = (list: typeof items, epsilon: number) =>
        alternativeAnnotatorTest(list, JUDGE, people, { epsilon, leastItems: 2, score: meanTieDiscounted })
      const found = of(items, 0.1)
      const turned = of(items.map((one) => [...one].reverse()).reverse(), 0.1)
      expect(turned.annotators.map(({ p }) => p)).toEqual(found.annotators.map(({ p }) => expect.closeTo(p, 10)))
      expect(of(items, 0.3).winningRate ?? 0).toBeGreaterThanOrEqual(found.winningRate ?? 0)
    }),
  )
})
