import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { fitPairModel } from './fit-pair-model'
import { onlineElo } from './online-elo'
import { pairCovariance, standardErrors } from './pair-covariance'
import { controlledScore } from './pair-effects'
import { pairModelExistence, rankedGroups } from './pair-existence'
import { davidson, newPairTerms, type PairModel, raoKupper, tiesAsHalf } from './pair-model'
import { pairProbabilities } from './pair-probabilities'
import { countPairRows, type PairJudgment } from './pair-rows'
import { strengthScale } from './strength-scale'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const MODELS = [tiesAsHalf, davidson, raoKupper]
const SYSTEMS = 4

const someJudgments = fc.array(
  fc.record({
    pair: fc.tuple(fc.integer({ min: 0, max: SYSTEMS - 1 }), fc.integer({ min: 1, max: SYSTEMS - 1 })),
    score: fc.constantFrom(0, 0.5, 1),
    cluster: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 25, maxLength: 120 },
)

function judgments(some: { pair: [number, number]; score: number; cluster: number }[]): PairJudgment[] {
  return some.map(({ pair: [first, step], score, cluster }) => ({
    first,
    second: (first + step) % SYSTEMS,
    score,
    cluster,
  }))
}

function fitOf(model: PairModel, list: PairJudgment[], systems = SYSTEMS) {
  return fitPairModel(model, countPairRows(list, systems))
}

test.each(MODELS)('the slopes and curves of $name are the derivatives of its log-likelihood', (model) => {
  const [here, up, down] = [newPairTerms(), newPairTerms(), newPairTerms()]
  const h = 1e-5
  fc.assert(
    fc.property(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: 0.1, max: 2, noNaN: true }), (d, tie) => {
      model.evaluate(d, tie, here)
      for (let outcome = 0; outcome < 3; outcome++) {
        model.evaluate(d + h, tie, up)
        model.evaluate(d - h, tie, down)
        const slopeD = ((up.log[outcome] as number) - (down.log[outcome] as number)) / (2 * h)
        const curveD = ((down.slope[outcome] as number) - (up.slope[outcome] as number)) / (2 * h)
        const cross = ((down.tieSlope[outcome] as number) - (up.tieSlope[outcome] as number)) / (2 * h)
        expect(here.slope[outcome]).toBeCloseTo(slopeD, 6)
        expect(here.curve[outcome]).toBeCloseTo(curveD, 6)
        if (model.tieStart !== null) expect(here.crossCurve[outcome]).toBeCloseTo(cross, 6)
        model.evaluate(d, tie + h, up)
        model.evaluate(d, tie - h, down)
        const slopeTie = ((up.log[outcome] as number) - (down.log[outcome] as number)) / (2 * h)
        const curveTie = ((down.tieSlope[outcome] as number) - (up.tieSlope[outcome] as number)) / (2 * h)
        expect(here.tieSlope[outcome]).toBeCloseTo(slopeTie, 6)
        expect(here.tieCurve[outcome]).toBeCloseTo(curveTie, 5)
      }
    }),
  )
})

test.each(MODELS)('$name has an estimate exactly when the graph and the constraints say so', (model) => {
  const few = fc.array(
    fc.record({
      pair: fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 3 })),
      score: fc.constantFrom(0, 0.5, 1),
      cluster: fc.constant(0),
    }),
    { maxLength: 14 },
  )
  fc.assert(
    fc.property(few, (some) => {
      const rows = countPairRows(judgments(some), SYSTEMS)
      const { exists } = pairModelExistence(rows, model.tieStart !== null)
      expect(fitPairModel(model, rows).defined).toBe(exists)
    }),
    { numRuns: 400 },
  )
})

test.each(MODELS)('calling every win a loss turns the abilities of $name round', (model) => {
  fc.assert(
    fc.property(someJudgments, (some) => {
      const list = judgments(some)
      const [one, other] = [list, list.map((j) => ({ ...j, score: 1 - j.score }))].map((l) => fitOf(model, l))
      expect(one?.defined).toBe(other?.defined)
      if (!one?.defined || !other?.defined) return
      for (let k = 0; k < SYSTEMS; k++) expect(one.value.theta[k]).toBeCloseTo(-(other.value.theta[k] as number), 6)
    }),
  )
})

test.each(MODELS)('doubling the judgments of $name leaves abilities, and divides model errors by √2', (model) => {
  fc.assert(
    fc.property(someJudgments, (some) => {
      const rows = countPairRows(judgments(some), SYSTEMS)
      const twice = { ...rows, counts: rows.counts.map((n) => 2 * n) }
      const [one, other] = [fitPairModel(model, rows), fitPairModel(model, twice)]
      if (!one.defined || !other.defined) return
      const [before, after] = [
        standardErrors(pairCovariance(one.value, rows, 'model')),
        standardErrors(pairCovariance(other.value, twice, 'model')),
      ]
      const [clustered, clusteredTwice] = [
        standardErrors(pairCovariance(one.value, rows, 'cluster')),
        standardErrors(pairCovariance(other.value, twice, 'cluster')),
      ]
      for (let k = 0; k < SYSTEMS; k++) {
        expect(other.value.theta[k]).toBeCloseTo(one.value.theta[k] as number, 6)
        expect((before[k] as number) / (after[k] as number)).toBeCloseTo(Math.SQRT2, 5)
        expect((clustered[k] as number) - (clusteredTwice[k] as number)).toBeCloseTo(0, 5)
      }
    }),
    { numRuns: 50 },
  )
})

test('with two systems Davidson gives back the shares seen', () => {
  const rows = countPairRows(
    [
      { first: 0, second: 1, score: 1, cluster: 0, times: 175 },
      { first: 1, second: 0, score: 0.5, cluster: 0, times: 88 },
      { first: 1, second: 0, score: 1, cluster: 0, times: 107 },
    ],
    2,
  )
  for (const model of [davidson, raoKupper]) {
    const fit = fitPairModel(model, rows)
    if (!fit.defined) throw new Error(fit.reason)
    const { win, tie, loss } = pairProbabilities(fit.value, 0, 1)
    expect([win, tie, loss]).toEqual([175, 88, 107].map((n) => expect.closeTo(n / 370, 9)))
    expect(controlledScore(fit.value, 0, 1)).toBeCloseTo((175 + 44) / 370, 9)
  }
})

test.each([
  ['no-judgments', []],
  [
    'disconnected',
    [
      [0, 1, 1],
      [1, 0, 1],
      [2, 3, 1],
      [3, 2, 1],
    ],
  ],
  [
    'dominated',
    [
      [0, 1, 1],
      [1, 0, 1],
      [0, 2, 1],
      [1, 2, 1],
      [2, 3, 0.5],
    ],
  ],
  [
    'no-decisive',
    [
      [0, 1, 0.5],
      [1, 2, 0.5],
      [2, 3, 0.5],
    ],
  ],
  [
    'no-ties',
    [
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
      [3, 0, 1],
    ],
  ],
] as const)('a graph that is %s gives no ratings, and says why', (cause, list) => {
  const rows = countPairRows(
    list.map(([first, second, score]) => ({ first, second, score, cluster: 0 })),
    SYSTEMS,
  )
  const existence = pairModelExistence(rows, true)
  expect(existence).toMatchObject({ exists: false, cause, reason: expect.stringMatching(/\.$/) })
  expect(fitPairModel(davidson, rows)).toEqual({ defined: false, reason: !existence.exists && existence.reason })
})

test('groups come best first', () => {
  const list = [
    [2, 0, 1],
    [0, 1, 1],
    [1, 0, 1],
    [2, 3, 1],
    [3, 1, 1],
  ] as const
  const rows = countPairRows(
    list.map(([first, second, score]) => ({ first, second, score, cluster: 0 })),
    SYSTEMS,
  )
  expect(rankedGroups(rows)).toEqual([[2], [3], [0, 1]])
})

test('an anchored system is at 1000 without an error, and differences do not depend on the anchor', () => {
  fc.assert(
    fc.property(someJudgments, (some) => {
      const rows = countPairRows(judgments(some), SYSTEMS)
      const fit = fitPairModel(davidson, rows)
      if (!fit.defined) return
      const covariance = pairCovariance(fit.value, rows, 'cluster')
      const [mean, anchored] = [
        strengthScale(fit.value.theta, covariance),
        strengthScale(fit.value.theta, covariance, 2),
      ]
      expect(anchored[2]).toEqual({ strength: 1000, se: 0, interval: [1000, 1000] })
      expect(mean.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(1000 * SYSTEMS, 6)
      const gap = (list: typeof mean) => (list[0]?.strength ?? 0) - (list[3]?.strength ?? 0)
      expect(gap(mean)).toBeCloseTo(gap(anchored), 6)
    }),
  )
})

test('online Elo moves both ratings by the same and depends on the order', () => {
  const wins = [
    { first: 0, second: 1, score: 1 },
    { first: 1, second: 0, score: 1 },
  ]
  expect(onlineElo(wins.slice(0, 1), 2, 4)).toEqual([1002, 998])
  expect(onlineElo(wins, 2)).not.toEqual(onlineElo([...wins].reverse(), 2))
})

test('a system against itself, and a score that is none, are refused', () => {
  expect(() => countPairRows([{ first: 1, second: 1, score: 1, cluster: 0 }], 2)).toThrow(RangeError)
  expect(() => countPairRows([{ first: 1, second: 0, score: 0.7, cluster: 0 }], 2)).toThrow(RangeError)
})
