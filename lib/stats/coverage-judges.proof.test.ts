import { expect, test, vi } from 'vitest'
import { rng } from '@/lib/rng'
import { covers, frequency } from '@/lib/testing/coverage'
import { mapEstimate, valueOrNull } from './estimate'
import { firstPositionScore, orderConsistency } from './judge/order-consistency'
import { retestAgreement } from './judge/retest-agreement'
import { selfPreference } from './judge/self-preference'
import { agreementDifference, type ParityItem, parityItem } from './parity/agreement-difference'
import { alternativeAnnotatorTest } from './parity/alternative-annotator-test'
import { equivalenceTest } from './parity/equivalence-test'
import { predictionPoweredMean, tunedLambda } from './prediction-powered/prediction-powered-mean'
import { predictionPoweredShares } from './prediction-powered/prediction-powered-shares'
import { clusteredPredictions, independentPredictions } from './prediction-powered/predictions'
import type { Below } from './resampling'
import { drawOutcome, uniform } from './simulate'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const source = (seed: number) => rng(seed, 'coverage').below
const SHARES = [0.45, 0.2, 0.35]
const JUDGE = 4
const people = (annotator: number) => annotator < JUDGE

/** An item's own verdict, followed by four people in `human` of cases and by a judge in `judge`; else anything. */
function drawItem(human: number, judge: number, below: Below) {
  const own = drawOutcome(SHARES, below)
  return Array.from({ length: JUDGE + 1 }, (_, annotator) => {
    const follows = uniform(below) < (annotator === JUDGE ? judge : human)
    return { annotator, category: follows ? own : drawOutcome(SHARES, below) }
  })
}

test('the difference of agreements is covered in 95 %, and at the margin judged equivalent in 5 %', () => {
  const below = source(21)
  const draw = (n: number) =>
    Array.from({ length: n }, () => parityItem(drawItem(0.7, 0.55, below), JUDGE, people) as ParityItem)
  const truth = valueOrNull(agreementDifference(draw(40_000)))?.difference ?? 0
  const found = { pooled: 0, itemMean: 0, equivalent: 0, notWorse: 0 }
  const studies = 1200
  for (let study = 0; study < studies; study++) {
    const value = valueOrNull(agreementDifference(draw(60)))
    if (covers(value?.interval, truth)) found.pooled++
    if (covers(value?.itemMean.interval, truth)) found.itemMean++
    const test = equivalenceTest({ mean: value?.difference ?? 0, se: value?.se ?? 1, df: value?.df ?? 1 }, -truth)
    if (test.equivalent) found.equivalent++
    if (test.notWorse) found.notWorse++
  }
  expect(Math.abs(found.pooled / studies - 0.95)).toBeLessThan(0.025)
  expect(Math.abs(found.itemMean / studies - 0.95)).toBeLessThan(0.025)
  expect(Math.abs(found.notWorse / studies - 0.05)).toBeLessThan(0.022)
  expect(found.equivalent).toBeLessThanOrEqual(found.notWorse)
})

test('the alternative annotator test replaces a person at the bound in 5 % of studies', () => {
  const below = source(22)
  const draw = (n: number) => Array.from({ length: n }, () => drawItem(0.7, 0.4, below))
  const at = (items: ReturnType<typeof draw>, epsilon: number) =>
    alternativeAnnotatorTest(items, JUDGE, people, { epsilon }).annotators
  const bound = at(draw(20_000), 0).reduce((sum, { difference }) => sum + difference / 4, 0)
  const studies = 500
  const wrong = frequency(studies, () => (at(draw(60), bound)[0]?.p ?? 1) <= 0.05)
  expect(Math.abs(wrong - 0.05)).toBeLessThan(0.03)
})

/** A judge's and people's verdicts on prompts with two items each, which lean the same way. */
function drawLabels(prompts: number, from: number, right: number, below: Below) {
  const rows: { human: number; judge: number; prompt: number }[] = []
  for (let prompt = from; prompt < from + prompts; prompt++) {
    const shares = below(2) === 0 ? [0.7, 0.1, 0.2] : [0.2, 0.3, 0.5]
    for (let k = 0; k < 2; k++) {
      const human = drawOutcome(shares, below)
      rows.push({ human, judge: uniform(below) < right ? human : drawOutcome(shares, below), prompt })
    }
  }
  const column = (name: 'human' | 'judge' | 'prompt') => rows.map((row) => row[name])
  return { human: column('human'), judge: column('judge'), prompt: column('prompt') }
}

test('prediction-powered intervals by prompt cover 95 % and are narrower; those of independent rows cover less', () => {
  const below = source(23)
  const truth = (0.7 + 0.05 + 0.2 + 0.15) / 2
  const score = (categories: number[]) => categories.map((category) => 1 - category / 2)
  const found = { clustered: 0, independent: 0, shares: 0, narrower: 0 }
  const studies = 800
  for (let study = 0; study < studies; study++) {
    const [few, many] = [drawLabels(40, 0, 0.7, below), drawLabels(200, 40, 0.7, below)]
    const labelled = { ...few, human: score(few.human), judge: score(few.judge) }
    const unlabelled = { ...many, judge: score(many.judge) }
    const [clustered, independent] = [clusteredPredictions, independentPredictions].map((prepare) => {
      const of = prepare(labelled, unlabelled)
      return valueOrNull(predictionPoweredMean(of, valueOrNull(tunedLambda(of)) ?? 0))
    })
    const alone = valueOrNull(predictionPoweredMean(clusteredPredictions(labelled, unlabelled), 0))
    if (covers(clustered?.interval, truth)) found.clustered++
    if (covers(independent?.interval, truth)) found.independent++
    if ((clustered?.se ?? 1) < (alone?.se ?? 0)) found.narrower++
    const shares = valueOrNull(predictionPoweredShares(few, many))?.shares
    if (covers(shares?.[0]?.interval, 0.45)) found.shares++
  }
  expect(Math.abs(found.clustered / studies - 0.945)).toBeLessThan(0.025)
  expect(Math.abs(found.shares / studies - 0.945)).toBeLessThan(0.025)
  expect(found.independent).toBeLessThan(found.clustered)
  expect(found.narrower).toBe(studies)
})

test('what is said of orders, repeats and itself is covered by prompt', () => {
  const below = source(24)
  const found = { firstTwice: 0, first: 0, retest: 0, self: 0 }
  const studies = 1200
  for (let study = 0; study < studies; study++) {
    const [pairs, verdicts, items] = [[], [], []] as [Pair[], Verdict[], Item[]]
    for (let prompt = 0; prompt < 40; prompt++) {
      // A third of the prompts has a judge that looks at the position alone.
      const blind = below(3) === 0
      for (const item of [2 * prompt, 2 * prompt + 1]) {
        const score = () => (blind ? 1 : below(2))
        const [forward, backward] = [score(), 1 - score()]
        pairs.push({ item, prompt, forward, backward })
        for (let k = 0; k < 2; k++) verdicts.push({ item, prompt, swapped: false, score: score() })
        items.push({ prompt, judge: blind ? 0.6 : 0.4, human: { n: 1, total: below(2) } })
      }
    }
    if (covers(orderConsistency(pairs).firstTwice?.clustered, 1 / 3 + 2 / 3 / 4)) found.firstTwice++
    if (covers(valueOrNull(firstPositionScore(pairs))?.interval, 1 / 3 + 2 / 3 / 2)) found.first++
    const again = mapEstimate(retestAgreement(verdicts), ({ exact }) => exact.interval)
    if (covers(valueOrNull(again), 1 / 3 + 2 / 3 / 2)) found.retest++
    if (covers(valueOrNull(selfPreference(items))?.difference.interval, 0.2 + (2 / 3) * 0.4 - 0.5)) found.self++
  }
  for (const [name, count] of Object.entries(found)) expect(Math.abs(count / studies - 0.945), name).toBeLessThan(0.022)
})

type Pair = Parameters<typeof orderConsistency>[0][number]
type Verdict = { item: number; prompt: number; swapped: boolean; score: number }
type Item = Parameters<typeof selfPreference>[0][number]
