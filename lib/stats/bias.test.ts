import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defined } from './estimate'
import { firstPositionRate } from './first-position'
import { fitPairModel } from './fit-pair-model'
import { countLengths, longerRate, relativeLength } from './length-preference'
import { clusteredEffectP, controlledScore, likelihoodRatioTest, pairEffects } from './pair-effects'
import { davidson } from './pair-model'
import { countPairRows } from './pair-rows'
import { countSwaps, swapConsistency } from './swap-consistency'

test('a position effect is seen, tested, and taken out', () => {
  const one = (first: number, second: number, score: number, times: number, cluster: number) => ({
    first,
    second,
    score,
    times,
    cluster,
    covariates: [1],
  })
  const list = [0, 1, 2, 3, 4].flatMap((g) => [
    one(0, 1, 1, 12, g),
    one(0, 1, 0.5, 3 + g, g),
    one(0, 1, 0, 5, g),
    one(1, 0, 1, 10 + g, g),
    one(1, 0, 0.5, 3, g),
    one(1, 0, 0, 7, g),
  ])
  const rows = countPairRows(list, 2)
  const withIt = fitPairModel(davidson, rows)
  const without = fitPairModel(davidson, { ...rows, covariates: [] })
  if (!withIt.defined || !without.defined) throw new Error('both exist')
  const [effect] = pairEffects(withIt.value, rows)
  expect(effect?.effect).toBeGreaterThan(0.3)
  expect(effect?.seClustered).toBeGreaterThan(0)
  const { chi2, p } = likelihoodRatioTest(withIt.value, without.value)
  expect(chi2 / ((effect?.effect ?? 0) / (effect?.seModel ?? 1)) ** 2).toBeCloseTo(1, 0)
  expect(p).toBeLessThan(0.01)
  // pnorm: 2 * pnorm(-1.959963984540054) and 2 * pnorm(-2.5)
  expect(clusteredEffectP({ effect: 1.959963984540054, seClustered: 1 })).toEqual(defined(expect.closeTo(0.05, 12)))
  expect(clusteredEffectP({ effect: -0.5, seClustered: 0.2 })).toEqual(
    defined(expect.closeTo(0.012419330651552318, 12)),
  )
  expect(clusteredEffectP({ effect: 0.5, seClustered: 0 })).toMatchObject({ defined: false })
  expect(controlledScore(withIt.value, 0, 1) + controlledScore(withIt.value, 1, 0)).toBeCloseTo(1, 12)
})

test('showing every pair the other way round turns the position effect round and leaves the abilities', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.constantFrom(0, 0.5, 1)), {
        minLength: 30,
        maxLength: 60,
      }),
      (some) => {
        const shown = some.map(([pair, turned, score], k) => {
          const [low, high] = [pair === 2 ? 1 : 0, pair === 0 ? 1 : 2]
          return { first: turned ? high : low, second: turned ? low : high, score, cluster: k % 7, covariates: [1] }
        })
        const mirrored = shown.map((row) => ({ ...row, first: row.second, second: row.first, score: 1 - row.score }))
        const [one, other] = [shown, mirrored].map((rows) => fitPairModel(davidson, countPairRows(rows, 3)))
        if (!one?.defined || !other?.defined) return expect(one?.defined).toBe(other?.defined)
        expect(other.value.effects[0]).toBeCloseTo(-(one.value.effects[0] as number), 6)
        for (const [k, theta] of one.value.theta.entries()) expect(other.value.theta[k]).toBeCloseTo(theta, 6)
      },
    ),
    { numRuns: 40 },
  )
})

test('swapped repeats, positions and lengths are counted for what they are', () => {
  const counts = countSwaps([
    [
      { swapped: false, score: 1 },
      { swapped: true, score: 1 },
    ],
    [
      { swapped: false, score: 1 },
      { swapped: true, score: 0 },
    ],
    [
      { swapped: false, score: 0 },
      { swapped: true, score: 1 },
    ],
    [
      { swapped: true, score: 0.5 },
      { swapped: false, score: 1 },
    ],
    [
      { swapped: true, score: 0.5 },
      { swapped: true, score: 1 },
    ],
    [{ swapped: true, score: 1 }],
  ])
  expect(counts).toEqual({ consistent: 1, firstTwice: 1, secondTwice: 1, other: 1 })
  expect(swapConsistency(counts)).toMatchObject({ defined: true, value: { share: 0.25 } })
  expect(swapConsistency(countSwaps([]))).toMatchObject({ defined: false })
  expect(firstPositionRate({ first: 0, second: 0, ties: 3 })).toMatchObject({ defined: false })
  expect(firstPositionRate({ first: 5, second: 1, ties: 2 })).toMatchObject({ defined: true, value: { score: 0.75 } })
  const lengths = countLengths([
    { score: 1, firstLength: 9, secondLength: 3 },
    { score: 0, firstLength: 9, secondLength: 3 },
    { score: 0.5, firstLength: 9, secondLength: 3 },
    { score: 1, firstLength: 3, secondLength: 3 },
  ])
  expect(lengths).toEqual({ longer: 1, shorter: 1 })
  expect(longerRate({ longer: 0, shorter: 0 })).toMatchObject({ defined: false })
  expect([relativeLength(0, 0), relativeLength(3, 1), relativeLength(1, 3)]).toEqual([0, 0.5, -0.5])
})
