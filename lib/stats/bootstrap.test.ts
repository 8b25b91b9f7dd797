import fc from 'fast-check'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import { bootstrapItems } from './bootstrap-items'
import { bootstrapMean, bootstrapTwoWayMean } from './bootstrap-mean'
import { bootstrapStrengths, rankIntervals, strengthIntervals } from './bootstrap-strengths'
import { clusteredMean } from './clustered-mean'
import { fitPairModel } from './fit-pair-model'
import { krippendorffAlpha } from './krippendorff-alpha'
import { packTable } from './packed-table'
import { pairCovariance } from './pair-covariance'
import { davidson, raoKupper, tiesAsHalf } from './pair-model'
import { countPairRows } from './pair-rows'
import { median, quantile } from './quantile'
import { countCategories } from './ratings'
import { countMultiplicities, drawMultiplicities, summariseReplicates } from './resampling'
import { significantRanks } from './strength-ranks'
import { strengthScale } from './strength-scale'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

function source(seed: number) {
  const generator = xoroshiro128plus(seed)
  return (bound: number) => uniformInt(generator, 0, bound - 1)
}

/** Two judgments of each pair of three systems on every prompt. */
function someStudy(prompts: number, seed: number) {
  const below = source(seed)
  const judgments = Array.from({ length: prompts * 6 }, (_, k) => {
    const [first, second] = [
      [0, 1],
      [0, 2],
      [1, 2],
    ][k % 3] as [number, number]
    const draw = below(100)
    return { first, second, cluster: Math.floor(k / 6), score: draw < 55 - 5 * first ? 1 : draw < 75 ? 0.5 : 0 }
  })
  return countPairRows(judgments, 3)
}

test('the same seed gives the same interval', () => {
  const clusters = [1, 0, 2, 1, 2, 0, 1].map((total) => ({ n: 2, total }))
  expect(bootstrapMean(clusters, source(7), 500)).toEqual(bootstrapMean(clusters, source(7), 500))
})

test('the bootstrap of many prompts has the clustered standard error', () => {
  const below = source(11)
  const clusters = Array.from({ length: 200 }, () => ({ n: 3, total: below(7) / 2 }))
  const [boot, clustered] = [bootstrapMean(clusters, below, 4000), clusteredMean(clusters)]
  if (!boot.defined || !clustered.defined) throw new Error('both are defined')
  expect(boot.value.se / clustered.value.se).toBeCloseTo(1, 1)
  expect(boot.value.interval[0]).toBeCloseTo(clustered.value.interval?.[0] ?? 0, 2)
})

test('drawing annotators too widens the interval when they differ from each other', () => {
  const cells = Array.from({ length: 60 }, (_, prompt) =>
    [0, 1, 2, 3].map((annotator) => ({ prompt, annotator, n: 1, total: annotator < 2 ? 1 : 0 })),
  ).flat()
  const twoWay = bootstrapTwoWayMean(cells, { prompts: 60, annotators: 4 }, source(3), 1000)
  expect(twoWay.defined && twoWay.value.se).toBeGreaterThan(0.15)
})

test('without judgments nothing is defined, and undefined replicates are counted', () => {
  expect(bootstrapMean([], source(1), 10)).toMatchObject({ defined: false })
  expect(bootstrapTwoWayMean([], { prompts: 0, annotators: 0 }, source(1), 10)).toMatchObject({ defined: false })
  expect(summariseReplicates([0.5, null, 0.25])).toMatchObject({
    defined: true,
    value: { replicates: 3, undefinedReplicates: 1 },
  })
})

test('a resample that takes every prompt once gives the estimate itself, also after shuffling the prompts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
      const rows = someStudy(20, seed)
      const all = countMultiplicities([...Array(20).keys()].reverse(), 20)
      for (const model of [tiesAsHalf, davidson]) {
        const fit = fitPairModel(model, rows)
        const [theta] = bootstrapStrengths(model, rows, [all])
        expect(theta === null).toBe(!fit.defined)
        if (fit.defined) expect([...(theta ?? [])]).toEqual([...fit.value.theta].map((t) => expect.closeTo(t, 6)))
      }
    }),
    { numRuns: 30 },
  )
})

test('a resample is refitted as if its judgments had been given so often, packed or not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), fc.boolean(), (seed, fractional) => {
      const rows = someStudy(12, seed)
      if (fractional) rows.counts[0] = 0.25
      const drawn = drawMultiplicities(12, source(seed + 1))
      const times = (k: number) => drawn[rows.cluster[Math.floor(k / 3)] as number] as number
      const weighted = { ...rows, counts: rows.counts.map((n, k) => n * times(k)) }
      for (const model of [tiesAsHalf, davidson, raoKupper]) {
        const [theta] = bootstrapStrengths(model, rows, [drawn])
        const fit = fitPairModel(model, weighted)
        expect(theta === null).toBe(!fit.defined)
        if (fit.defined) expect([...(theta ?? [])]).toEqual([...fit.value.theta].map((t) => expect.closeTo(t, 6)))
      }
    }),
  )
})

test('sums of packed tables are exact, up to the largest a resample can make', () => {
  const table = fc.array(fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 7, maxLength: 7 }), {
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(table, fc.integer({ min: 0, max: 99 }), fc.boolean(), (rows, seed, one) => {
      const drawn = one
        ? countMultiplicities(
            rows.map(() => 0),
            rows.length,
          )
        : drawMultiplicities(rows.length, source(seed))
      const sums = new Float64Array(7)
      packTable(Int32Array.from(rows.flat()), rows.length, 7).sumInto(drawn, sums)
      const direct = [0, 1, 2, 3, 4, 5, 6].map((c) =>
        rows.reduce((sum, row, r) => sum + (row[c] ?? 0) * (drawn[r] ?? 0), 0),
      )
      expect([...sums]).toEqual(direct)
    }),
  )
  expect(() => packTable(new Int32Array(4), 2, 2).sumInto(Float64Array.from([2, 1]), new Float64Array(2))).toThrow(
    RangeError,
  )
})

test('bootstrap ratings spread as the clustered errors say, and ranks follow the ratings', () => {
  const rows = someStudy(150, 5)
  const below = source(8)
  const thetas = bootstrapStrengths(
    davidson,
    rows,
    Array.from({ length: 600 }, () => drawMultiplicities(150, below)),
  )
  const fit = fitPairModel(davidson, rows)
  if (!fit.defined) throw new Error(fit.reason)
  const errors = strengthScale(fit.value.theta, pairCovariance(fit.value, rows, 'cluster'))
  strengthIntervals(thetas, 3).forEach((summary, k) => {
    expect(summary.defined && summary.value.se / (errors[k]?.se ?? 0)).toBeCloseTo(1, 0)
  })
  const [anchored] = strengthIntervals(thetas, 3, 0)
  expect(anchored).toMatchObject({ defined: true, value: { se: 0, interval: [1000, 1000] } })
  const ranks = rankIntervals(thetas, 3)
  for (const rank of ranks) {
    expect(rank.defined && rank.value[0] >= 1 && rank.value[1] <= 3).toBe(true)
  }
})

test('the interval of a coefficient holds it, and narrows with more items', () => {
  const below = source(9)
  const clusters = Array.from({ length: 160 }, () => {
    const truth = below(3)
    return [[0, 1, 2].map((annotator) => ({ annotator, category: below(10) < 7 ? truth : below(3) }))]
  })
  const alpha = (items: Parameters<typeof countCategories>[0]) => krippendorffAlpha(countCategories(items))
  const [some, all] = [
    bootstrapItems(clusters.slice(0, 40), alpha, below, 200),
    bootstrapItems(clusters, alpha, below, 200),
  ]
  const whole = alpha(clusters.flat())
  if (!some.defined || !all.defined || !whole.defined) throw new Error('all are defined')
  expect(all.value.interval[0]).toBeLessThan(whole.value)
  expect(all.value.interval[1]).toBeGreaterThan(whole.value)
  expect(all.value.se).toBeLessThan(some.value.se)
  expect(bootstrapItems([[[{ annotator: 0, category: 1 }]]], alpha, below, 10)).toMatchObject({ defined: false })
})

test('systems that cannot be told apart share a rank', () => {
  const covariance = Float64Array.from([0.01, 0, 0, 0, 0.01, 0, 0, 0, 0.01])
  expect(significantRanks([0.6, 0.5, -1.1], covariance)).toEqual([1, 1, 3])
  expect(significantRanks([-1, 0, 1], covariance)).toEqual([3, 2, 1])
})

test('quantiles are those of type 7', () => {
  expect([0, 0.25, 0.5, 1].map((p) => quantile([4, 1, 3, 2], p))).toEqual([1, 1.75, 2.5, 4])
  expect(median([5, 1, 3])).toBe(3)
  expect(() => quantile([], 0.5)).toThrow(RangeError)
  expect(() => quantile([1], 2)).toThrow(RangeError)
  expect(() => countMultiplicities([3], 3)).toThrow(RangeError)
})
