import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { expect, test, vi } from 'vitest'
import { asymptoticSequence } from './asymptotic-sequence'
import { bootstrapStrengths, strengthIntervals } from './bootstrap-strengths'
import { type ConfidenceSequence, firstExclusion } from './confidence-sequence'
import { empiricalBernsteinSequence } from './empirical-bernstein-sequence'
import { fitPairModel } from './fit-pair-model'
import { hedgedBettingSequence } from './hedged-betting-sequence'
import { normalMixtureSequence } from './normal-mixture-sequence'
import { pairCovariance } from './pair-covariance'
import { clusteredEffectP, likelihoodRatioTest, pairEffects } from './pair-effects'
import { davidson, newPairTerms, tiesAsHalf } from './pair-model'
import { countPairRows, type PairRows } from './pair-rows'
import { drawMultiplicities } from './resampling'
import { drawNormal, drawOutcome, uniform } from './simulate'
import { strengthScale } from './strength-scale'
import { wilsonInterval } from './wilson'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

type Source = (bound: number) => number

function source(seed: number): Source {
  const random = xoroshiro128plus(seed)
  return (bound) => uniformInt(random, 0, bound - 1)
}

/**
 * Judgments by Davidson's model with prompts that favour one system or another, two of each pair of three systems on a
 * prompt, shown in random order. The systems are equally good.
 */
function drawRows(prompts: number, favour: number, below: Source, covariates: readonly number[] = []): PairRows {
  const terms = newPairTerms()
  const judgments = Array.from({ length: prompts }, (_, cluster) => {
    const favours = [0, 1, 2].map(() => favour * drawNormal(below))
    return [0, 1, 2, 3, 4, 5].map((k) => {
      const pair = [
        [0, 1],
        [0, 2],
        [1, 2],
      ][k % 3] as [number, number]
      const [first, second] = below(2) === 0 ? pair : ([pair[1], pair[0]] as const)
      davidson.evaluate((favours[first] as number) - (favours[second] as number), -0.5, terms)
      const score = 1 - drawOutcome([...terms.log].map(Math.exp), below) / 2
      return { first, second, score, cluster, covariates }
    })
  })
  return countPairRows(judgments.flat(), 3)
}

test('errors clustered by prompt cover differences of ratings, errors per judgment do not', () => {
  const below = source(21)
  const found = { cluster: 0, judgment: 0, halfCluster: 0 }
  const studies = 500
  for (let study = 0; study < studies; study++) {
    const rows = drawRows(50, 0.8, below)
    for (const [model, kind, name] of [
      [davidson, 'cluster', 'cluster'],
      [davidson, 'judgment', 'judgment'],
      [tiesAsHalf, 'cluster', 'halfCluster'],
    ] as const) {
      const fit = fitPairModel(model, rows)
      if (!fit.defined) throw new Error(fit.reason)
      const other = strengthScale(fit.value.theta, pairCovariance(fit.value, rows, kind), 0)[1]
      if (other && other.interval[0] <= 1000 && other.interval[1] >= 1000) found[name]++
    }
  }
  expect(Math.abs(found.cluster / studies - 0.94)).toBeLessThan(0.03)
  expect(Math.abs(found.halfCluster / studies - 0.94)).toBeLessThan(0.03)
  expect(found.judgment / studies).toBeLessThan(0.91)
})

test('the bootstrap of ratings covers nearly 95 %', () => {
  const below = source(22)
  let covered = 0
  const studies = 150
  for (let study = 0; study < studies; study++) {
    const rows = drawRows(40, 0.6, below)
    const drawn = Array.from({ length: 150 }, () => drawMultiplicities(40, below))
    const [, other] = strengthIntervals(bootstrapStrengths(davidson, rows, drawn), 3, 0)
    if (other?.defined && other.value.interval[0] <= 1000 && other.value.interval[1] >= 1000) covered++
  }
  expect(covered / studies).toBeGreaterThan(0.88)
  expect(covered / studies).toBeLessThan(0.985)
})

test('a position effect that is not there is found by prompt in about 5 %, though prompts favour systems', () => {
  const below = source(26)
  let rejected = 0
  const studies = 500
  for (let study = 0; study < studies; study++) {
    const rows = drawRows(60, 0.8, below, [1])
    const fit = fitPairModel(tiesAsHalf, rows)
    if (!fit.defined) throw new Error(fit.reason)
    const [effect] = pairEffects(fit.value, rows)
    const p = effect && clusteredEffectP(effect)
    if (p?.defined && p.value <= 0.05) rejected++
  }
  expect(Math.abs(rejected / studies - 0.055)).toBeLessThan(0.025)
})

test('the likelihood-ratio test of a position effect that is not there errs in about 5 %', () => {
  const below = source(23)
  let rejected = 0
  const studies = 600
  for (let study = 0; study < studies; study++) {
    const rows = drawRows(25, 0, below, [1])
    const [withIt, without] = [fitPairModel(davidson, rows), fitPairModel(davidson, { ...rows, covariates: [] })]
    if (!withIt.defined || !without.defined) throw new Error('both exist')
    if (likelihoodRatioTest(withIt.value, without.value).p <= 0.05) rejected++
  }
  expect(Math.abs(rejected / studies - 0.05)).toBeLessThan(0.03)
})

// How often in 300 looks depends on the sequence: each promises at most 5 %, and takes less of it at the start.
const SEQUENCES: [string, (x: number[]) => ConfidenceSequence, most: number][] = [
  ['normal mixture', (x) => normalMixtureSequence(x), 0.03],
  ['empirical Bernstein', (x) => empiricalBernsteinSequence(x), 0.012],
  ['hedged betting', (x) => hedgedBettingSequence(x, 0.05, 40), 0.028],
]

test.each(SEQUENCES)(
  'looking after every prompt, the %s sequence seldom excludes even when it is true, and does when it is far off',
  (_name, sequence, most) => {
    const below = source(24)
    const excluded = (shares: number[], studies: number) => {
      let count = 0
      for (let study = 0; study < studies; study++) {
        const x = Array.from({ length: 300 }, () => 1 - drawOutcome(shares, below) / 2)
        if (firstExclusion(sequence(x)).defined) count++
      }
      return count / studies
    }
    expect(excluded([0.5, 0, 0.5], 500)).toBeLessThan(most)
    expect(excluded([0.6, 0.2, 0.2], 50)).toBeGreaterThan(0.95)
  },
)

test('looking at a Wilson interval, or early at the asymptotic sequence, after every prompt does not keep 5 %', () => {
  const below = source(25)
  const found = { wilson: 0, asymptotic: 0, late: 0 }
  const studies = 400
  for (let study = 0; study < studies; study++) {
    const x = Array.from({ length: 200 }, () => (uniform(below) < 0.5 ? 1 : 0))
    let wins = 0
    const wilson = x.map((value, t): [number, number] => {
      wins += value
      return wilsonInterval(wins, t + 1)
    })
    if (firstExclusion(wilson.slice(10)).defined) found.wilson++
    const asymptotic = asymptoticSequence(x)
    if (firstExclusion(asymptotic).defined) found.asymptotic++
    if (firstExclusion(asymptotic.slice(30)).defined) found.late++
  }
  expect(found.wilson / studies).toBeGreaterThan(0.2)
  expect(found.asymptotic / studies).toBeGreaterThan(0.5)
  expect(found.late / studies).toBeLessThan(0.08)
})
