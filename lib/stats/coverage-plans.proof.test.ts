import { expect, test, vi } from 'vitest'
import { rng } from '@/lib/rng'
import { frequency } from '@/lib/testing/coverage'
import { valueOrNull } from './estimate'
import { meanScore } from './rating/mean-score'
import { countOptions } from './rating/option-counts'
import { optionShares } from './rating/option-shares'
import { pairedMeanDifference } from './rating/paired-difference'
import { plannedRatings } from './rating/planned-ratings'
import { drawNormal } from './simulate'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

test('simulated studies have intervals as wide as planned, and find the detectable difference in 80 %', () => {
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
