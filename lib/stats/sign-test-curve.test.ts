import { expect, test } from 'vitest'
import { approximatePower, sampleSize } from './sample-size'
import { detectableSplit, signTestCurve } from './sign-test-curve'
import { signTestPower } from './sign-test-power'

test.each([1, 5, 6, 17, 100, 233])('with %i judgments the power is that of summing every outcome', (n) => {
  for (const ties of [0, 0.22, 0.6]) {
    const curve = signTestCurve(n, ties)
    for (const split of [0.5, 0.573, 0.7, 0.95, 1]) {
      const exact = signTestPower({ win: (1 - ties) * split, loss: (1 - ties) * (1 - split) }, n)
      expect(curve(split)).toBeCloseTo(exact, 10)
    }
  }
})

test('exact binomial: of 10 decided judgments 9 or 10 must go one way', () => {
  const curve = signTestCurve(10, 0)
  // P(X ≥ 9) + P(X ≤ 1) for binomial(10, 0.9): 10 · 0.9⁹ · 0.1 + 0.9¹⁰ + 10 · 0.9 · 0.1⁹ + 0.1¹⁰
  expect(curve(0.9)).toBeCloseTo(10 * 0.9 ** 9 * 0.1 + 0.9 ** 10 + 10 * 0.9 * 0.1 ** 9 + 0.1 ** 10, 12)
  expect(curve(0.5)).toBeCloseTo(22 / 1024, 12)
})

test('extreme splits of many judgments neither underflow nor overshoot', () => {
  const curve = signTestCurve(2000, 0.3)
  for (const split of [0.5, 0.6, 0.75, 0.9, 0.99, 1]) {
    expect(curve(split)).toBeGreaterThan(0)
    expect(curve(split)).toBeLessThanOrEqual(1 + 1e-9)
  }
  expect(curve(0.99)).toBeCloseTo(1, 9)
  expect(curve(0.5)).toBeLessThanOrEqual(0.05)
})

test('the exact power and its approximation meet where one takes over from the other', () => {
  for (const split of [0.5, 0.52, 0.53, 0.55])
    expect(Math.abs(signTestCurve(2000, 0.22)(split) - signTestCurve(2001, 0.22)(split))).toBeLessThan(0.01)
})

test('the split that is found with 80 % power has 80 % power, and a smaller one less', () => {
  const curve = signTestCurve(474, 0.22)
  const split = detectableSplit(curve) ?? Number.NaN
  expect(curve(split)).toBeGreaterThanOrEqual(0.8)
  expect(curve(split - 2e-5)).toBeLessThan(0.8)
  // By normal approximation these shares need about as many judgments.
  const n = sampleSize({ win: 0.78 * split, loss: 0.78 * (1 - split) })
  expect(n.defined && n.value / 474).toBeCloseTo(1, 1)
  expect(approximatePower({ win: 0.78 * split, loss: 0.78 * (1 - split) }, 474)).toBeCloseTo(0.8, 1)
})

test('five decided judgments can never be significant', () => {
  expect(detectableSplit(signTestCurve(5, 0))).toBeNull()
  expect(detectableSplit(signTestCurve(0, 0.2))).toBeNull()
})

test('what cannot be is refused', () => {
  expect(() => signTestCurve(1.5, 0.2)).toThrow(RangeError)
  expect(() => signTestCurve(10, 1)).toThrow(RangeError)
})
