import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochbergAdjusted, holmAdjusted } from './adjust-p-values'
import { clusteredMean, clusteredTestP, sumByCluster } from './clustered-mean'
import { goodmanIntervals } from './goodman'
import { mcnemarTest } from './mcnemar'
import { promptMajorities } from './prompt-majorities'
import { netWinOf, scoreOf, scoreSeIndependent, winRateWithoutTies } from './score'
import { signTest } from './sign-test'
import { sisonGlazIntervals } from './sison-glaz'

const count = fc.integer({ min: 0, max: 400 })
const someCounts = fc.tuple(count, count, count).filter((counts) => counts.some((n) => n > 0))

test('swapping the two systems mirrors the score, the net win and every interval', () => {
  fc.assert(
    fc.property(someCounts, ([wins, ties, losses]) => {
      const here = scoreOf({ wins, ties, losses })
      const there = scoreOf({ wins: losses, ties, losses: wins })
      if (!here.defined || !there.defined) throw new Error('a score of something is defined')
      expect(here.value + there.value).toBeCloseTo(1, 12)
      expect(netWinOf({ wins, ties, losses })).toEqual({ defined: true, value: expect.closeTo(2 * here.value - 1, 12) })
      const one = goodmanIntervals([wins, ties, losses])
      const other = goodmanIntervals([losses, ties, wins])
      if (one.defined && other.defined) expect([...one.value].reverse()).toEqual(other.value)
      expect(signTest(wins, losses)).toEqual(signTest(losses, wins))
      expect(mcnemarTest(wins, losses)).toEqual(mcnemarTest(losses, wins))
    }),
  )
})

test('simultaneous intervals hold the shares and stay within 0 and 1', () => {
  fc.assert(
    fc.property(someCounts, (counts) => {
      const n = counts.reduce((sum, k) => sum + k)
      for (const intervals of [goodmanIntervals(counts), sisonGlazIntervals(counts)]) {
        if (!intervals.defined) continue
        intervals.value.forEach(([lower, upper], k) => {
          expect(lower).toBeGreaterThanOrEqual(0)
          expect(upper).toBeLessThanOrEqual(1)
          expect((counts[k] ?? 0) / n).toBeGreaterThanOrEqual(lower)
          expect((counts[k] ?? 0) / n).toBeLessThanOrEqual(upper)
        })
      }
    }),
    { numRuns: 40 },
  )
})

test('Sison and Glaz keep their digits where one count is large and the others are not', () => {
  // Computed with 60 decimal digits from the formulas of the paper.
  const exact = [
    [[0, 1, 600], 0.0028537150254070386, 1 / 601],
    [[300, 1, 0], 0.005698979751979487, 0],
    [[36, 0, 0], 0.04457232415473634, 0],
  ] as const
  for (const [counts, width, share] of exact) {
    const intervals = sisonGlazIntervals(counts)
    if (!intervals.defined) throw new Error(intervals.reason)
    const rare = intervals.value.filter((_, k) => (counts[k] ?? 0) <= 1)
    const uppers = rare.map(([, upper]) => upper)
    expect(Math.min(...uppers)).toBeCloseTo(width, 12)
    expect(Math.max(...rare.map(([lower]) => lower))).toBeLessThanOrEqual(share)
  }
})

test('what nothing was seen of is not defined, and says why', () => {
  const none = { wins: 0, ties: 0, losses: 0 }
  const undefinedOnes = [
    scoreOf(none),
    netWinOf(none),
    winRateWithoutTies({ wins: 0, losses: 0 }),
    scoreSeIndependent({ wins: 3, ties: 0, losses: 0 }),
    goodmanIntervals([0, 0, 0]),
    sisonGlazIntervals([5, 5, 5]),
    mcnemarTest(0, 0),
    clusteredMean([{ n: 4, total: 2 }]),
    clusteredMean([]),
  ]
  for (const answer of undefinedOnes) expect(answer).toEqual({ defined: false, reason: expect.stringMatching(/\.$/) })
  expect(signTest(0, 0)).toEqual({ exact: 1, midP: 1 })
})

test.each([
  [() => scoreOf({ wins: -1, ties: 0, losses: 0 })],
  [() => goodmanIntervals([0.5, 1])],
  [() => sisonGlazIntervals([Number.NaN, 30])],
  [() => signTest(1, 2.5)],
  [() => mcnemarTest(-1, 2)],
  [() => holmAdjusted([1.2])],
  [() => benjaminiHochbergAdjusted([Number.NaN])],
])('counts and p-values that cannot be are refused (%#)', (call) => {
  expect(call).toThrow(RangeError)
})

// scipy.stats.binomtest(606, 1396).pvalue
test('606 wins and 790 losses give the exact p-value SciPy gives, and a smaller mid-p', () => {
  const { exact, midP } = signTest(606, 790)
  expect(exact / 9.359583826054572e-7).toBeCloseTo(1, 10)
  expect(midP / 8.233473536435903e-7).toBeCloseTo(1, 10)
})

test('one judgment per prompt makes the clustered standard error that of independent judgments', () => {
  const clusters = [1, 1, 0.5, 0, 1, 0.5, 0, 1].map((total) => ({ n: 1, total }))
  const clustered = clusteredMean(clusters)
  const independent = scoreSeIndependent({ wins: 4, ties: 2, losses: 2 })
  if (!clustered.defined || !independent.defined) throw new Error('both are defined')
  expect(clustered.value.se).toBeCloseTo(independent.value, 12)
})

test('judging every prompt twice alike leaves the clustered standard error as it was', () => {
  const clusters = [1, 0.5, 0, 1, 1].map((total) => ({ n: 1, total }))
  const twice = clusters.map(({ n, total }) => ({ n: 2 * n, total: 2 * total }))
  const [one, other] = [clusteredMean(clusters), clusteredMean(twice)]
  if (!one.defined || !other.defined) throw new Error('both are defined')
  expect(other.value.se).toBeCloseTo(one.value.se, 12)
  const [p, q] = [clusteredTestP(one.value), clusteredTestP(other.value)]
  expect(p).toEqual(q.defined ? { defined: true, value: expect.closeTo(q.value, 12) } : q)
})

test('totals add up by prompt, and prompts have majorities', () => {
  const totals = [1, 0, 0.5, 1, 0.5].map((total) => ({ n: 1, total }))
  const prompts = sumByCluster(totals, [0, 2, 2, 0, 3])
  expect(prompts).toEqual([
    { n: 2, total: 2 },
    { n: 0, total: 0 },
    { n: 2, total: 0.5 },
    { n: 1, total: 0.5 },
  ])
  expect(promptMajorities(prompts)).toEqual({ wins: 1, ties: 1, losses: 1 })
})

test('where every prompt gives the same score, the spread is not known', () => {
  const flat = clusteredMean([0, 0, 0].map(() => ({ n: 2, total: 1 })))
  expect(flat).toMatchObject({ defined: true, value: { mean: 0.5, se: 0, interval: null, clusters: 3, n: 6 } })
  if (flat.defined) expect(clusteredTestP(flat.value)).toMatchObject({ defined: false })
})

test('adjusted p-values keep their order, never fall below the given ones, and Holm never below Benjamini–Hochberg', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
      const holm = holmAdjusted(values)
      const bh = benjaminiHochbergAdjusted(values)
      values.forEach((p, k) => {
        expect(bh[k]).toBeGreaterThanOrEqual(p - 1e-15)
        expect(holm[k]).toBeGreaterThanOrEqual((bh[k] ?? 0) - 1e-15)
        expect(holm[k]).toBeLessThanOrEqual(1)
      })
    }),
  )
})

// By hand from the definition: sorted .005 .01 .03 .04, times 4/1, 4/2, 4/3, 4/4.
test('Benjamini and Hochberg, worked by hand', () => {
  const expected = [0.02, 0.04, 0.04, 0.02]
  expect(benjaminiHochbergAdjusted([0.01, 0.04, 0.03, 0.005])).toEqual(expected.map((p) => expect.closeTo(p, 12)))
})
