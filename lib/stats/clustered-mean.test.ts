import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusteredMean, meanByCluster, meanOfValues } from './clustered-mean'

test('a mean stands where its interval does not: one cluster, or all the same', () => {
  expect(meanByCluster([])).toMatchObject({ defined: false })
  const none = { se: null, interval: null }
  expect(meanByCluster([{ n: 2, total: 1 }])).toEqual({
    defined: true,
    value: { mean: 0.5, ...none, clusters: 1, n: 2 },
  })
  const same = [
    { n: 2, total: 1 },
    { n: 0, total: 0 },
    { n: 4, total: 2 },
  ]
  expect(meanByCluster(same)).toEqual({ defined: true, value: { mean: 0.5, ...none, clusters: 2, n: 6 } })
})

test('equal means of large scores leave no spread, whatever rounding makes of them', () => {
  const thirds = [1, 2, 4].map((n) => ({ n: 3 * n, total: n * 1e6 }))
  expect(meanByCluster(thirds)).toMatchObject({ value: { se: null, interval: null } })
})

test('values that each are a cluster give the plain t-interval', () => {
  // scipy 1.17.1: ttest_1samp([1/3, -.5, 1, 0, 2/3, -1/3, 1, .25], 0).confidence_interval()
  const found = meanOfValues([1 / 3, -0.5, 1, 0, 2 / 3, -1 / 3, 1, 0.25])
  expect(found).toMatchObject({
    value: {
      mean: expect.closeTo(0.3020833333333333, 12),
      interval: [expect.closeTo(-0.17180453725488848, 9), expect.closeTo(0.7759712039215552, 9)],
    },
  })
})

test('scaling all scores scales mean, error and interval', () => {
  const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 20 })), { minLength: 3 })
  fc.assert(
    fc.property(some, (rows) => {
      const of = (factor: number) => meanByCluster(rows.map(([n, total]) => ({ n, total: factor * total })))
      const [one, ten] = [of(1), of(10)]
      if (!one.defined || !ten.defined) throw new Error('there are clusters')
      expect(ten.value.mean).toBeCloseTo(10 * one.value.mean, 8)
      if (one.value.se === null) expect(ten.value.se).toBeNull()
      else expect(ten.value.se).toBeCloseTo(10 * one.value.se, 8)
    }),
  )
})

test('plain values are as clusters of one each', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -9, max: 9 }).map((third) => third / 3)), (values) => {
      const [plain, clustered] = [meanOfValues(values), clusteredMean(values.map((total) => ({ n: 1, total })))]
      if (!clustered.defined || !plain.defined) {
        expect(plain.defined).toBe(values.length > 0)
        expect(clustered.defined).toBe(values.length > 1)
        return
      }
      expect(plain.value.mean).toBeCloseTo(clustered.value.mean, 12)
      if (clustered.value.interval === null) expect(plain.value).toMatchObject({ se: null, interval: null })
      else expect(plain.value.interval).toEqual(clustered.value.interval.map((limit) => expect.closeTo(limit, 10)))
    }),
  )
})
