import fc from 'fast-check'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { test, vi } from 'vitest'
import { expectFinite } from '@/lib/testing/expect-finite'
import { linearWeights, quadraticWeights } from './agreement-weights'
import { bootstrapItems } from './bootstrap-items'
import { bootstrapMean } from './bootstrap-mean'
import { bootstrapStrengths, rankIntervals, strengthIntervals } from './bootstrap-strengths'
import { chanceCorrectedAgreement } from './chance-corrected-agreement'
import { clusteredMean, clusteredTestP, pooledMean } from './clustered-mean'
import { cohenKappa, crossTable } from './cohen-kappa'
import { congerKappa } from './conger-kappa'
import { dawidSkene } from './dawid-skene'
import { mapEstimate } from './estimate'
import { firstPositionRate } from './first-position'
import { fitPairModel } from './fit-pair-model'
import { fleissKappa } from './fleiss-kappa'
import { goodmanIntervals } from './goodman'
import { krippendorffAlpha } from './krippendorff-alpha'
import { mace } from './mace'
import { mcnemarTest } from './mcnemar'
import { pairAgreement } from './pair-agreement'
import { pairCovariance } from './pair-covariance'
import { pairEffects } from './pair-effects'
import { davidson, raoKupper, tiesAsHalf } from './pair-model'
import { countPairRows } from './pair-rows'
import { agreementWithPlurality } from './plurality-agreement'
import { countCategories, type RatedItem } from './ratings'
import { drawMultiplicities } from './resampling'
import { netWinOf, scoreOf, scoreSeIndependent, winRateWithoutTies } from './score'
import { signTest } from './sign-test'
import { sisonGlazIntervals } from './sison-glaz'
import { strengthScale } from './strength-scale'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

function source(seed: number) {
  const generator = xoroshiro128plus(seed)
  return (bound: number) => uniformInt(generator, 0, bound - 1)
}

const few = fc.integer({ min: 0, max: 12 })

test('whatever the counts, rates and tests are finite or not defined', () => {
  fc.assert(
    fc.property(few, few, few, (wins, ties, losses) => {
      const counts = { wins, ties, losses }
      expectFinite([scoreOf(counts), netWinOf(counts), winRateWithoutTies(counts), scoreSeIndependent(counts)], 'score')
      expectFinite([goodmanIntervals([wins, ties, losses]), sisonGlazIntervals([9 * wins, ties, losses])], 'intervals')
      expectFinite([signTest(wins, losses), mcnemarTest(wins, losses)], 'tests')
      expectFinite(firstPositionRate({ first: wins, second: losses, ties }), 'first')
    }),
  )
})

test('whatever the clusters, means are finite or not defined', () => {
  const clusters = fc.array(
    fc
      .integer({ min: 0, max: 4 })
      .chain((n) => fc.record({ n: fc.constant(n), total: fc.integer({ min: 0, max: 2 * n }).map((t) => t / 2) })),
    { maxLength: 6 },
  )
  fc.assert(
    fc.property(clusters, fc.integer(), (list, seed) => {
      const mean = clusteredMean(list)
      expectFinite([pooledMean(list), mean, mapEstimate(mean, (value) => clusteredTestP(value))], 'mean')
      expectFinite(bootstrapMean(list, source(seed), 20), 'bootstrap')
    }),
  )
})

test('whatever the ratings, agreement and annotator models are finite or not defined', () => {
  const items = fc
    .array(fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: 4, maxLength: 4 }), { maxLength: 6 })
    .map((rows) =>
      rows.map((row) => row.flatMap((category, annotator) => (category === null ? [] : [{ annotator, category }]))),
    )
  fc.assert(
    fc.property(items, fc.integer(), (list: RatedItem[], seed) => {
      const counts = countCategories(list)
      for (const level of ['nominal', 'ordinal', 'interval', 'ratio'] as const)
        expectFinite(krippendorffAlpha(counts, level), level)
      for (const weights of [undefined, linearWeights(3), quadraticWeights(3)]) {
        expectFinite(chanceCorrectedAgreement(counts, 'fleiss', weights), 'fleiss')
        expectFinite(chanceCorrectedAgreement(counts, 'gwet', weights), 'gwet')
        expectFinite(cohenKappa(crossTable(list, 0, 1), weights), 'cohen')
      }
      expectFinite([fleissKappa(counts), congerKappa(list), pairAgreement(list)], 'kappas')
      expectFinite([agreementWithPlurality(list, 0), dawidSkene(list, 4, { iterations: 60 })], 'models')
      expectFinite(mace(list, 4, source(seed), { starts: 2, iterations: 30 }), 'mace')
      expectFinite(
        bootstrapItems(
          list.map((item) => [item]),
          (drawn) => congerKappa(drawn),
          source(seed),
          10,
        ),
        'interval',
      )
    }),
  )
})

test('whatever the comparisons, ratings are finite or not defined', () => {
  const judgments = fc.array(
    fc.record({
      pair: fc.constantFrom([0, 1], [1, 0], [0, 2], [1, 2], [2, 1]),
      score: fc.constantFrom(0, 0.5, 1),
      cluster: fc.integer({ min: 0, max: 3 }),
      covariates: fc.constant([1]),
    }),
    { maxLength: 25 },
  )
  fc.assert(
    fc.property(judgments, fc.integer(), (some, seed) => {
      const shown = countPairRows(
        some.map((j) => ({ ...j, first: j.pair[0] as number, second: j.pair[1] as number })),
        3,
      )
      const rows = { ...shown, covariates: [] }
      const drawn = [1, 2, 3].map(() => drawMultiplicities(rows.clusters, source(seed)))
      for (const model of [tiesAsHalf, davidson, raoKupper]) {
        const fit = fitPairModel(model, rows)
        expectFinite(
          mapEstimate(fit, ({ theta, tie, aic }) => [theta, tie, aic]),
          model.name,
        )
        expectFinite(
          mapEstimate(fit, (value) => strengthScale(value.theta, pairCovariance(value, rows, 'cluster'), 1)),
          'scale',
        )
        expectFinite(
          mapEstimate(fitPairModel(model, shown), (value) => pairEffects(value, shown)),
          'effects',
        )
        const thetas = bootstrapStrengths(model, rows, drawn)
        expectFinite([thetas, strengthIntervals(thetas, 3), rankIntervals(thetas, 3)], 'bootstrap')
      }
      expectFinite(
        mapEstimate(fitPairModel(tiesAsHalf, rows, 1), ({ theta }) => theta),
        'ridge',
      )
    }),
  )
})
