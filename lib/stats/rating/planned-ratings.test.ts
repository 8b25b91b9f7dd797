import { expect, test, vi } from 'vitest'
import { rng } from '@/lib/rng'
import { frequency } from '@/lib/testing/coverage'
import { valueOrNull } from '../estimate'
import { drawNormal } from '../simulate'
import { meanScore } from './mean-score'
import { countOptions } from './option-counts'
import { optionShares } from './option-shares'
import { pairedMeanDifference } from './paired-difference'
import { plannedRatings, type RatingPlan } from './planned-ratings'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

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

test('slow: simulated studies have intervals as wide as planned, and find the detectable difference in 80 %', () => {
  const { below } = rng(41, 'coverage')
  // Latent qualities: half the variance is the prompt's, a quarter the response's, a quarter the rating's.
  const draw = (shift: number) => {
    const systems: { prompt: number; option: number }[][] = [[], []]
    for (let prompt = 0; prompt < 60; prompt++) {
      const ease = Math.SQRT1_2 * drawNormal(below)
      systems.forEach((ratings, system) => {
        const quality = ease + 0.5 * drawNormal(below) + system * shift
        for (let k = 0; k < 3; k++) ratings.push({ prompt, option: optionOf(quality + 0.5 * drawNormal(below)) })
      })
    }
    return systems.map((ratings) => countOptions(ratings, { prompts: 60, options: OPTIONS })) as [
      number[][],
      number[][],
    ]
  }
  const scores = Array.from({ length: OPTIONS }, (_, option) => option)
  const many = Array.from({ length: 60 }, () => draw(0)[0]).flat()
  const shares = (valueOrNull(optionShares(many)) ?? []).map(({ share }) => share)
  const plan = plannedRatings({ prompts: 60, perPrompt: 3, shares, scores, sameResponse: 0.735, samePrompt: 0.49 })
  // Scores are about latent quality times the steps per unit.
  const shift = plan.detectable * STEP
  let [widths, differences] = [0, 0]
  const studies = 600
  const found = frequency(studies, () => {
    const [one, other] = draw(shift)
    const interval = valueOrNull(meanScore(one, scores))?.interval ?? [0, 0]
    widths += (interval[1] - interval[0]) / 2 / studies
    const difference = valueOrNull(pairedMeanDifference(other, one, scores))
    differences += (difference?.mean ?? 0) / studies
    return (difference?.p ?? 1) <= 0.05
  })
  expect(widths / plan.meanHalfWidth).toBeCloseTo(1, 1)
  expect(differences / plan.detectable).toBeCloseTo(1, 1)
  expect(Math.abs(found - 0.8)).toBeLessThan(0.06)
})

/** Options are half a standard deviation wide, and reach so far that none is the last in effect. */
const STEP = 0.5
const OPTIONS = 21
const optionOf = (quality: number) => Math.max(0, Math.min(OPTIONS - 1, Math.round(quality / STEP) + 10))
