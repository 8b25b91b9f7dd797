import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { pairedDifferences, pairedMean, pairedMeanDifference, pairedShareDifferences } from './paired-difference'

const counts = fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 }), { minLength: 6, maxLength: 6 })

// scipy 1.17.1: ttest_1samp([1/3, -.5, 1, 0, 2/3, -1/3, 1, .25], 0) and its confidence_interval()
test('the mean of differences has Student’s interval and p-value', () => {
  expect(pairedMean([1 / 3, -0.5, 1, 0, 2 / 3, -1 / 3, 1, 0.25])).toMatchObject({
    value: {
      mean: expect.closeTo(0.3020833333333333, 12),
      p: expect.closeTo(0.17545193739633144, 9),
      interval: [expect.closeTo(-0.17180453725488848, 9), expect.closeTo(0.7759712039215552, 9)],
    },
  })
})

test('a prompt counts once however often it was rated, and only where both systems were', () => {
  const one = [
    [1, 1, 2],
    [0, 0, 0],
    [0, 4, 0],
    [1, 0, 0],
  ]
  const other = [
    [2, 0, 0],
    [1, 0, 0],
    [0, 0, 1],
    [0, 0, 0],
  ]
  expect(pairedDifferences(one, other, [0, 1, 2])).toEqual([1.25, -1])
  expect(pairedMeanDifference(one, other, [0, 1, 2])).toMatchObject({ value: { mean: 0.125, clusters: 2 } })
})

test('the other way round all differences change their sign, and those of shares add up to none', () => {
  fc.assert(
    fc.property(counts, counts, (one, other) => {
      const [found, turned] = [[one, other] as const, [other, one] as const].map(([a, b]) =>
        valueOrNull(pairedMeanDifference(a, b, [0, 1, 3])),
      )
      const shares = valueOrNull(pairedShareDifferences(one, other))
      if (!found || !turned || !shares) {
        expect([found, turned, shares]).toEqual([null, null, null])
        return
      }
      expect(turned.mean).toBeCloseTo(-found.mean, 12)
      expect(shares.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(0, 12)
      expect((shares[1]?.mean as number) + 3 * (shares[2]?.mean as number)).toBeCloseTo(found.mean, 12)
      if (found.p === null) expect(turned.p).toBeNull()
      else expect(turned.p).toBeCloseTo(found.p, 10)
    }),
  )
})

test('no common prompt, one, and all alike', () => {
  const reason = 'No prompt has ratings of both systems.'
  expect(pairedMeanDifference([[1, 0]], [[0, 0]], [0, 1])).toEqual({ defined: false, reason })
  expect(pairedShareDifferences([], [])).toEqual({ defined: false, reason })
  const none = { interval: null, p: null, se: null }
  expect(pairedMeanDifference([[1, 0]], [[0, 1]], [0, 1])).toMatchObject({ value: { mean: -1, ...none } })
  expect(pairedMean([1 / 3, 1 / 3, 1 - 2 / 3])).toMatchObject({ value: { ...none, n: 3 } })
  expect(() => pairedDifferences([[1, 0]], [], [0, 1])).toThrow('a row for each prompt')
})
