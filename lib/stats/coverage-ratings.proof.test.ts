import { expect, test, vi } from 'vitest'
import { rng } from '@/lib/rng'
import { covers, frequency } from '@/lib/testing/coverage'
import { benjaminiYekutieliAdjusted } from './adjust-p-values'
import { kaplanMeier, survivalAt } from './conversation/kaplan-meier'
import { valueOrNull } from './estimate'
import { normalCdf } from './normal'
import { signedRankTest } from './rank/signed-rank-test'
import { fitCumulativeLogit } from './rating/cumulative-logit'
import { intraclassCorrelation } from './rating/intraclass-correlation'
import { majorityTable } from './rating/majority-table'
import { meanScore } from './rating/mean-score'
import { countOptions, poolOptions } from './rating/option-counts'
import { optionShares } from './rating/option-shares'
import { pairedDifferences, pairedMean } from './rating/paired-difference'
import { pairedSuperiority, superiority } from './rating/superiority'
import type { Below } from './resampling'
import { drawNormal, uniform } from './simulate'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const source = (seed: number) => rng(seed, 'coverage').below

/** The option of a quality, of four that are about as frequent. */
const optionOf = (quality: number) => (quality < -0.7 ? 0 : quality < 0 ? 1 : quality < 0.7 ? 2 : 3)
const SCORES = [0, 1, 2, 3]
const THREE = [0, 1, 2]

/** Ratings of two equal systems by three annotators: prompts, and systems on them, differ. */
function drawPair(prompts: number, below: Below, spread = 1) {
  const systems: { prompt: number; option: number }[][] = [[], []]
  for (let prompt = 0; prompt < prompts; prompt++) {
    const ease = drawNormal(below)
    for (const ratings of systems) {
      const quality = ease + spread * drawNormal(below)
      for (const _ of THREE) ratings.push({ prompt, option: optionOf((quality + drawNormal(below)) / Math.sqrt(3)) })
    }
  }
  return systems.map((ratings) => countOptions(ratings, { prompts, options: 4 })) as [number[][], number[][]]
}

test('mean scores and shares by prompt cover 95 %, those that take ratings for independent do not', () => {
  const below = source(1)
  const found = { mean: 0, share: 0, independent: 0, wilson: 0 }
  const studies = 1500
  // √(1 + 1 + 1)/√3 is 1: qualities are standard normal, so the truth is known.
  const above = [-0.7, 0, 0.7].map((threshold) => normalCdf(-threshold))
  const truth = above.reduce((sum, share) => sum + share, 0)
  for (let study = 0; study < studies; study++) {
    const [counts] = drawPair(40, below)
    const mean = valueOrNull(meanScore(counts, SCORES))
    const best = valueOrNull(optionShares(counts))?.[3]
    if (covers(mean?.interval, truth)) found.mean++
    if (covers(mean?.independent, truth)) found.independent++
    if (covers(best?.clustered, above[2] as number)) found.share++
    if (covers(best?.interval, above[2] as number)) found.wilson++
  }
  expect(Math.abs(found.mean / studies - 0.95)).toBeLessThan(0.02)
  expect(Math.abs(found.share / studies - 0.945)).toBeLessThan(0.025)
  expect(found.independent / studies).toBeLessThan(0.9)
  expect(found.wilson / studies).toBeLessThan(0.9)
})

test('tests of two equal systems by prompt err in 5 %, those over ratings more or less often', () => {
  const below = source(2)
  const errors = { t: 0, exact: 0, normal: 0, pratt: 0, superiority: 0, unpaired: 0 }
  const studies = 1500
  for (let study = 0; study < studies; study++) {
    const [one, other] = drawPair(25, below)
    const differences = pairedDifferences(one, other, SCORES)
    const rank = valueOrNull(signedRankTest(differences))
    const p = {
      t: valueOrNull(pairedMean(differences))?.p,
      exact: rank?.exact,
      normal: rank?.normal,
      pratt: rank?.pratt,
      superiority: valueOrNull(pairedSuperiority(one, other))?.p,
      unpaired: valueOrNull(superiority(poolOptions(one), poolOptions(other)))?.mannWhitneyP,
    }
    for (const kind of Object.keys(errors) as (keyof typeof errors)[]) if ((p[kind] ?? 1) <= 0.05) errors[kind]++
  }
  for (const kind of ['t', 'normal', 'pratt', 'superiority'] as const)
    expect(Math.abs(errors[kind] / studies - 0.05), kind).toBeLessThan(0.018)
  expect(errors.exact / studies).toBeLessThan(0.062)
  expect(errors.exact / studies).toBeGreaterThan(0.025)
  expect(Math.abs(errors.unpaired / studies - 0.05)).toBeGreaterThan(0.018)
})

test('of independent ratings Brunner and Munzel cover the superiority, though spreads differ', () => {
  const below = source(3)
  const counts = (n: number, spread: number) => {
    const pooled = [0, 0, 0, 0]
    for (let k = 0; k < n; k++) {
      const option = optionOf(spread * drawNormal(below))
      pooled[option] = (pooled[option] as number) + 1
    }
    return pooled
  }
  let mannWhitney = 0
  const studies = 2000
  const covered = frequency(studies, () => {
    const found = valueOrNull(superiority(counts(20, 2), counts(60, 0.5)))
    if ((found?.mannWhitneyP ?? 1) <= 0.05) mannWhitney++
    return covers(found?.brunnerMunzel?.interval, 0.5)
  })
  expect(Math.abs(covered - 0.945)).toBeLessThan(0.02)
  // It assumes equal spreads where systems are equal.
  expect(mannWhitney / studies).toBeGreaterThan(0.07)
})

test('McNemar’s exact test of majorities errs in at most 5 %', () => {
  const below = source(4)
  const wrong = frequency(2000, () => {
    const [one, other] = drawPair(50, below).map((counts) =>
      counts.map(([a = 0, b = 0, c = 0, d = 0]) => [a + b, c + d]),
    )
    return majorityTable(one ?? [], other ?? []).p <= 0.05
  })
  expect(wrong).toBeLessThan(0.05)
  expect(wrong).toBeGreaterThan(0.01)
})

test('intervals of ICC cover it in 95 % when scores are normal', () => {
  const below = source(5)
  const found = { single: 0, average: 0 }
  const studies = 1200
  // Variances 2 between items, ½ between annotators, 1 of the rest.
  const [single, average] = [2 / 3.5, 2 / (2 + 1.5 / 4)]
  for (let study = 0; study < studies; study++) {
    const levels = [0, 1, 2, 3].map(() => Math.SQRT1_2 * drawNormal(below))
    const table = Array.from({ length: 25 }, () => {
      const quality = Math.SQRT2 * drawNormal(below)
      return levels.map((level) => quality + level + drawNormal(below))
    })
    const correlation = valueOrNull(intraclassCorrelation(table))
    if (covers(correlation?.single?.interval, single)) found.single++
    if (covers(correlation?.average?.interval, average)) found.average++
  }
  expect(Math.abs(found.single / studies - 0.95)).toBeLessThan(0.025)
  expect(found.average).toBe(found.single)
})

test('errors of the cumulative logit cover the effect of a system in 95 %', () => {
  const below = source(6)
  const covered = frequency(600, () => {
    const cells = [0, 1].flatMap((system) =>
      THREE.map((annotator) => {
        const counts = [0, 0, 0, 0]
        for (let k = 0; k < 40; k++) {
          const u = uniform(below)
          const latent = Math.log(u / (1 - u)) + 0.8 * system + 0.5 * annotator
          const option = latent < -1 ? 0 : latent < 0.5 ? 1 : latent < 2 ? 2 : 3
          counts[option] = (counts[option] as number) + 1
        }
        return { system, annotator, counts }
      }),
    )
    const fit = valueOrNull(fitCumulativeLogit(cells, { systems: 2, annotators: 3 }))
    return Math.abs((fit?.effects[1] ?? 99) - 0.8) <= 1.96 * (fit?.errors[1] ?? 0)
  })
  expect(Math.abs(covered - 0.95)).toBeLessThan(0.03)
})

test('Kaplan and Meier’s log −log interval covers the share without a failure, the plain one in fewer cases', () => {
  const below = source(7)
  const found = { plain: 0, logLog: 0 }
  const studies = 2000
  for (let study = 0; study < studies; study++) {
    const cases = Array.from({ length: 30 }, () => {
      const last = 2 + below(5)
      for (let time = 1; time <= last; time++) if (uniform(below) < 0.08) return { time, failed: true }
      return { time: last, failed: false }
    })
    const at = valueOrNull(kaplanMeier(cases))
    const { plain, logLog, survival } = survivalAt(at ?? [], 3)
    // Where nothing failed there is no interval; counted as a miss of neither.
    if (survival === 1 || covers(plain, 0.92 ** 3)) found.plain++
    if (survival === 1 || covers(logLog, 0.92 ** 3)) found.logLog++
  }
  expect(Math.abs(found.logLog / studies - 0.955)).toBeLessThan(0.025)
  expect(found.plain).toBeLessThan(found.logLog)
})

test('Benjamini and Yekutieli find at most 5 % false among what they find, also where tests depend on each other', () => {
  const below = source(8)
  let shareFalse = 0
  const studies = 3000
  for (let study = 0; study < studies; study++) {
    const common = drawNormal(below)
    const p = Array.from({ length: 10 }, (_, k) => {
      const z = 0.8 * common + 0.6 * drawNormal(below) + (k < 5 ? 0 : 3)
      return 2 * normalCdf(-Math.abs(z))
    })
    const found = benjaminiYekutieliAdjusted(p).flatMap((adjusted, k) => (adjusted <= 0.05 ? [k] : []))
    shareFalse += found.length === 0 ? 0 : found.filter((k) => k < 5).length / found.length
  }
  expect(shareFalse / studies).toBeLessThan(0.05)
})
