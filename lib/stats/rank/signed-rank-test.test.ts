import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { averageRanks } from './average-ranks'
import { signedRankTest } from './signed-rank-test'

// scipy 1.17.1: wilcoxon(d, method='approx', correction=False | True, zero_method='wilcox' | 'pratt'); exact: all 2^n signs
// of the average ranks, enumerated
test.each([
  [[6, 7, -1, 3, 2, -4, 5, 8], 31, 8, 0.078125, 0.0687035743228782, 0.08005791998443475, 0.0687035743228782],
  [[1, 1, -1, 2, 2, 3, 0, 0, -2, 4], 29, 8, 0.1640625, 0.11979493042591832, 0.13756389390990328, 0.12183145048736106],
  [[0.5, -0.5, 1, 1, 1.5, -2, 0, 0.5], 19, 7, 0.484375, 0.3937686346429927, 0.44277087398776793, 0.3585707462121367],
])('%j', (differences, positive, n, exact, normal, corrected, pratt) => {
  expect(signedRankTest(differences)).toEqual({
    defined: true,
    value: {
      positive,
      n,
      exact: expect.closeTo(exact, 12),
      normal: expect.closeTo(normal, 9),
      corrected: expect.closeTo(corrected, 9),
      pratt: expect.closeTo(pratt, 9),
    },
  })
})

const some = fc.array(
  fc.integer({ min: -4, max: 4 }).map((third) => third / 3),
  { minLength: 1, maxLength: 20 },
)

test('the other way round, in another order and on another scale every p-value is the same', () => {
  fc.assert(
    fc.property(some, (differences) => {
      const found = valueOrNull(signedRankTest(differences))
      const changed = [...differences].reverse().map((difference) => -7 * difference)
      const turned = valueOrNull(signedRankTest(changed))
      for (const kind of ['exact', 'normal', 'corrected', 'pratt'] as const) {
        if (found?.[kind] === null) expect(turned?.[kind]).toBeNull()
        else expect(turned?.[kind]).toBeCloseTo(found?.[kind] as number, 9)
      }
      expect((found?.positive ?? 0) + (turned?.positive ?? 0)).toBeCloseTo(
        ((found?.n ?? 0) * ((found?.n ?? 0) + 1)) / 2,
        9,
      )
    }),
  )
})

test('means that are equal as fractions are ties, though sums leave them a rounding apart', () => {
  expect(0.1 + 0.2).not.toBe(0.3)
  expect(Array.from(averageRanks([0.3, 0.1 + 0.2, 1 / 3, 1 - 2 / 3, 0]).ranks)).toEqual([2.5, 2.5, 4.5, 4.5, 1])
  expect(averageRanks([0.3, 0.1 + 0.2, 0.3]).ties).toBe(24)
  expect(signedRankTest([0.1 + 0.2 - 0.3, 0.1, -0.3 + 0.2])).toMatchObject({ value: { n: 2, positive: 1.5, exact: 1 } })
  expect(() => averageRanks([1, Number.NaN])).toThrow(RangeError)
  expect(() => signedRankTest([1, Number.POSITIVE_INFINITY])).toThrow(RangeError)
})

test('where nothing differs the exact p is 1 and the others are none; without prompts nothing is defined', () => {
  expect(signedRankTest([])).toMatchObject({ defined: false })
  expect(signedRankTest([0, 0])).toEqual({
    defined: true,
    value: { positive: 0, n: 0, exact: 1, normal: null, corrected: null, pratt: null },
  })
})

test('above 500 differences there is no exact p, and at 500 the two are close', () => {
  const differences = Array.from({ length: 501 }, (_, k) => (k % 9 < 4 ? -1 : 1) * (1 + (k % 17)))
  expect(signedRankTest(differences)).toMatchObject({ value: { exact: null, normal: expect.any(Number) } })
  const found = valueOrNull(signedRankTest(differences.slice(1)))
  expect((found?.exact ?? 0) / (found?.normal ?? 1)).toBeCloseTo(1, 1)
})
