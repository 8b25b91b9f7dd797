import { expect, test } from 'vitest'
import { differencePower, plannedRatings, type RatingPlan } from './planned-ratings'

const PLAN: RatingPlan = {
  prompts: 50,
  perPrompt: 1,
  shares: [0.12, 0.38, 0.5],
  scores: [0, 1, 2],
  sameResponse: 0,
  samePrompt: 0,
}

// scipy 1.17.1: t.ppf(.975, 49) * sqrt(.5 * .5 / 50), and the same with the variance .4756 of the scores
test('one rating of each of 50 prompts, as LIMA’s figure 3 has them', () => {
  const { shareHalfWidths, mean, meanHalfWidth } = plannedRatings(PLAN)
  expect(mean).toBeCloseTo(1.38, 12)
  expect(shareHalfWidths[2]).toBeCloseTo(2.0095752371292397 * Math.sqrt(0.25 / 50), 9)
  expect(meanHalfWidth).toBeCloseTo(2.0095752371292397 * Math.sqrt(0.4756 / 50), 9)
})

test('four times the prompts about halve what is told; ratings that say the same add nothing', () => {
  const [few, many] = [plannedRatings(PLAN), plannedRatings({ ...PLAN, prompts: 200 })]
  for (const name of ['meanHalfWidth', 'detectable'] as const) {
    expect(many[name] / few[name]).toBeGreaterThan(0.48)
    expect(many[name] / few[name]).toBeLessThan(0.5)
  }
  const same = { ...PLAN, sameResponse: 1 }
  expect(plannedRatings({ ...same, perPrompt: 7 })).toEqual(plannedRatings(same))
  expect(plannedRatings({ ...same, samePrompt: 1 }).detectable).toBe(0)
})

test('power is the size of the test where there is no difference, and 80 % where one is detectable', () => {
  const power = differencePower(PLAN)
  expect(power(0)).toBeCloseTo(0.05, 12)
  expect(power(plannedRatings(PLAN).detectable)).toBeCloseTo(0.8, 4)
  // The density of t with 49 degrees of freedom integrated by Simpson’s rule: beyond 2.00958 ∓ 0.2 / √(2 · 0.4756 / 50).
  expect(power(0.2)).toBeCloseTo(0.28973649168, 9)
  expect(power(-0.2)).toBeCloseTo(power(0.2), 12)
  expect(differencePower({ ...PLAN, sameResponse: 1, samePrompt: 1 })(0.1)).toBe(1)
})

test('plans that cannot be are refused', () => {
  for (const change of [
    { prompts: 1 },
    { perPrompt: 0 },
    { shares: [0.5, 0.2, 0.2] },
    { shares: [1.5, -0.5, 0] },
    { scores: [0, 1] },
    { sameResponse: 0.2, samePrompt: 0.3 },
    { sameResponse: 1.1 },
    { prompts: Number.NaN },
  ])
    expect(() => plannedRatings({ ...PLAN, ...change })).toThrow(RangeError)
})
