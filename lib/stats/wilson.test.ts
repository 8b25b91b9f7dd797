import fc from 'fast-check'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test } from 'vitest'
import { wilsonHalfWidth, wilsonInterval } from './wilson'

const counts = fc.integer({ min: 1, max: 5000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))

test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i gives the limits Newcombe (1998) publishes', (k, n, lower, upper) => {
  expect(wilsonInterval(k, n)).toEqual([expect.closeTo(lower, 4), expect.closeTo(upper, 4)])
})

// R: prop.test(175, 370, correct = FALSE)$conf.int and so on; statsmodels proportion_confint(175, 370, method = 'wilson')
test.each([
  [175, 370, 0.4226396246064782, 0.5238617611331045],
  [88, 370, 0.1972890120929924, 0.2837744295809597],
  [107, 370, 0.24534518864749, 0.3373656201212549],
  [175, 282, 0.5626705179987039, 0.6752235939350579],
])('%i of %i agrees with R and statsmodels to nine places', (k, n, lower, upper) => {
  expect(wilsonInterval(k, n)).toEqual([expect.closeTo(lower, 9), expect.closeTo(upper, 9)])
})

test('a planned share’s half-width is that of the interval, falls with n, and lies between those of whole numbers', () => {
  fc.assert(
    fc.property(counts, ([k, n]) => {
      const half = wilsonHalfWidth(k / n, n)
      const [lower, upper] = wilsonInterval(k, n)
      if (k > 0 && k < n) expect(half).toBeCloseTo((upper - lower) / 2, 12)
      expect(wilsonHalfWidth(0.5, n + 0.5)).toBeLessThan(wilsonHalfWidth(0.5, n))
      expect(wilsonHalfWidth(0.5, n + 0.5)).toBeGreaterThan(wilsonHalfWidth(0.5, n + 1))
    }),
  )
  expect(() => wilsonHalfWidth(0.5, 0)).toThrow(RangeError)
  expect(() => wilsonHalfWidth(1.5, 9)).toThrow(RangeError)
})

test('swapping A and B mirrors the interval', () => {
  fc.assert(
    fc.property(counts, ([k, n]) => {
      const [lower, upper] = wilsonInterval(k, n)
      expect(wilsonInterval(n - k, n)).toEqual([expect.closeTo(1 - upper, 12), expect.closeTo(1 - lower, 12)])
    }),
  )
})

test('the interval holds the share, stays within 0 and 1, and narrows as the same share is seen more often', () => {
  fc.assert(
    fc.property(counts, ([k, n]) => {
      const [lower, upper] = wilsonInterval(k, n)
      const [lower2, upper2] = wilsonInterval(2 * k, 2 * n)
      expect(lower).toBeGreaterThanOrEqual(0)
      expect(upper).toBeLessThanOrEqual(1)
      expect(lower).toBeLessThanOrEqual(k / n)
      expect(upper).toBeGreaterThanOrEqual(k / n)
      expect(upper2 - lower2).toBeLessThan(upper - lower)
    }),
  )
})

test('no success ends at exactly 0, no failure at exactly 1', () => {
  for (const n of [1, 2, 7, 29, 300, 1_000_000]) {
    expect(wilsonInterval(0, n)[0]).toBe(0)
    expect(wilsonInterval(n, n)[1]).toBe(1)
  }
})

test.each([
  [1, 0],
  [-1, 5],
  [6, 5],
  [1.5, 5],
  [Number.NaN, 5],
  [1, Number.POSITIVE_INFINITY],
])('%d of %d is refused', (k, n) => {
  expect(() => wilsonInterval(k, n)).toThrow(RangeError)
})

// The third column is the exact coverage: binomial weights summed over the counts whose interval holds p.
test.each([
  [0.5, 300, 0.9434],
  [0.18, 300, 0.9579],
  [0.05, 60, 0.9703],
])('slow: covers a share of %d in samples of %i as often as theory says (%d)', (p, n, exact) => {
  const random = xoroshiro128plus(20_230_518)
  const samples = 4000
  let covered = 0
  for (let sample = 0; sample < samples; sample++) {
    let k = 0
    for (let trial = 0; trial < n; trial++) k += uniformInt(random, 0, 999_999) < p * 1_000_000 ? 1 : 0
    const [lower, upper] = wilsonInterval(k, n)
    if (lower <= p && p <= upper) covered++
  }
  const standardError = Math.sqrt((exact * (1 - exact)) / samples)
  expect(Math.abs(covered / samples - exact)).toBeLessThan(4 * standardError)
})
