import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusteredMean } from './clustered-mean'
import { clusteredMeanOfSums } from './clustered-sums'

const sumsOf = (clusters: { n: number; total: number }[]) => {
  const add = (of: (cluster: { n: number; total: number }) => number) =>
    clusters.reduce((sum, cluster) => sum + of(cluster), 0)
  return {
    clusters: clusters.length,
    n: add(({ n }) => n),
    total: add(({ total }) => total),
    nn: add(({ n }) => n * n),
    nt: add(({ n, total }) => n * total),
    tt: add(({ total }) => total * total),
  }
}

const cluster = fc.integer({ min: 1, max: 9 }).chain((n) => fc.record({ n: fc.constant(n), total: fc.nat(2 * n) }))

test('sums give the mean, error and interval that the clusters themselves give', () => {
  fc.assert(
    fc.property(fc.array(cluster, { minLength: 2, maxLength: 40 }), (clusters) => {
      const halved = clusters.map(({ n, total }) => ({ n, total: total / 2 }))
      const [got, wanted] = [clusteredMeanOfSums(sumsOf(clusters), 2), clusteredMean(halved)]
      if (!got.defined || !wanted.defined) throw new Error('not defined')
      expect(got.value.mean).toBeCloseTo(wanted.value.mean, 14)
      expect(got.value.se).toBeCloseTo(wanted.value.se, 12)
      expect(got.value.interval === null).toBe(wanted.value.interval === null)
      expect(got.value.interval?.[0] ?? 0).toBeCloseTo(wanted.value.interval?.[0] ?? 0, 10)
    }),
  )
})

test('no judgment, one cluster, and clusters without spread are told apart', () => {
  expect(clusteredMeanOfSums(sumsOf([]))).toMatchObject({
    defined: false,
    reason: expect.stringContaining('no judgment'),
  })
  expect(clusteredMeanOfSums(sumsOf([{ n: 3, total: 1 }]))).toMatchObject({ defined: false })
  const flat = clusteredMeanOfSums(
    sumsOf([
      { n: 2, total: 1 },
      { n: 4, total: 2 },
    ]),
  )
  expect(flat).toMatchObject({ defined: true, value: { mean: 0.5, se: 0, interval: null } })
  expect(() => clusteredMeanOfSums(sumsOf([{ n: 2, total: 0.5 }]))).toThrow(RangeError)
})

test('a million clusters of nearly the same mean lose no digit', () => {
  const clusters = 1_000_000
  const got = clusteredMeanOfSums({
    clusters,
    n: clusters,
    total: clusters - 1,
    nn: clusters,
    nt: clusters - 1,
    tt: clusters - 1,
  })
  const p = (clusters - 1) / clusters
  expect(got.defined && got.value.se).toBeCloseTo(Math.sqrt((p * (1 - p)) / (clusters - 1)), 15)
})
