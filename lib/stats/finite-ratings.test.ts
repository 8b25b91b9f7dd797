import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { expectFinite } from '@/lib/testing/expect-finite'
import { kaplanMeier, medianTime } from './conversation/kaplan-meier'
import { firstFailure } from './conversation/turn-failures'
import { mapEstimate, valueOrNull } from './estimate'
import { firstPositionScore, orderConsistency, orderScore, sumOfSigns } from './judge/order-consistency'
import { orderPairs } from './judge/order-pairs'
import { retestAgreement } from './judge/retest-agreement'
import { selfPreference } from './judge/self-preference'
import { agreementDifference, parityItem } from './parity/agreement-difference'
import { alternativeAnnotatorTest, minusRootMeanSquare } from './parity/alternative-annotator-test'
import { equivalenceTest } from './parity/equivalence-test'
import { predictionPoweredMean, tunedLambda } from './prediction-powered/prediction-powered-mean'
import { predictionPoweredShares } from './prediction-powered/prediction-powered-shares'
import { clusteredPredictions, independentPredictions } from './prediction-powered/predictions'
import { signedRankTest } from './rank/signed-rank-test'
import { fitCumulativeLogit } from './rating/cumulative-logit'
import { differenceFromOthers } from './rating/difference-from-others'
import { intraclassCorrelation } from './rating/intraclass-correlation'
import { majorityTable } from './rating/majority-table'
import { meanScore } from './rating/mean-score'
import { poolOptions } from './rating/option-counts'
import { optionShares } from './rating/option-shares'
import { pairedDifferences, pairedMean, pairedMeanDifference, pairedShareDifferences } from './rating/paired-difference'
import { pairedSuperiority, superiority } from './rating/superiority'

// Counted, not timed: a busy machine may take its time.
vi.setConfig({ testTimeout: 60_000 })

const row = fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 })
const five = fc.array(row, { minLength: 5, maxLength: 5 })
const SCORES = [0, 1, 10]

test('whatever the ratings, what is said of systems and pairs is finite or not defined', () => {
  fc.assert(
    fc.property(five, five, (one, other) => {
      expectFinite([optionShares(one), meanScore(one, SCORES)], 'system')
      expectFinite([pairedMeanDifference(one, other, SCORES), pairedShareDifferences(one, other)], 'paired')
      expectFinite(signedRankTest(pairedDifferences(one, other, SCORES)), 'ranks')
      expectFinite([superiority(poolOptions(one), poolOptions(other)), pairedSuperiority(one, other)], 'superiority')
      const cells = [one, other].flatMap((counts, system) =>
        counts.map((own, annotator) => ({ system, annotator, counts: own })),
      )
      expectFinite(fitCumulativeLogit(cells, { systems: 2, annotators: 5 }), 'logit')
    }),
  )
})

test('whatever the scores, correlations of annotators are finite or not defined', () => {
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((k) => fc.array(fc.array(fc.constantFrom(...SCORES), { minLength: k, maxLength: k }), { maxLength: 6 }))
  fc.assert(
    fc.property(table, (rows) => {
      expectFinite(intraclassCorrelation(rows), 'icc')
      const items = rows.map((scores) =>
        scores.map((score, annotator) => ({ annotator, category: SCORES.indexOf(score) })),
      )
      expectFinite([differenceFromOthers(items, 0, SCORES), differenceFromOthers(items, 0, SCORES, true)], 'others')
    }),
    { numRuns: 300 },
  )
})

test('whatever the turns, curves are finite or not defined', () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 12 }), (conversations) => {
      const curve = kaplanMeier(
        conversations.flatMap((turns) => firstFailure(turns.map((counts, k) => [k + 1, counts] as const)) ?? []),
      )
      expectFinite([curve, mapEstimate(curve, medianTime)], 'curve')
      for (const { survival, logLog } of valueOrNull(curve) ?? [])
        if (logLog) expect(logLog[0] <= survival && survival <= logLog[1]).toBe(true)
    }),
  )
})

test('whatever a judge says, orders, repeats and parity are finite or not defined', () => {
  const verdict = fc.record({
    item: fc.integer({ min: 0, max: 5 }),
    prompt: fc.constant(0),
    swapped: fc.boolean(),
    score: fc.constantFrom(0, 0.5, 1),
  })
  const items = fc
    .array(fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: 4, maxLength: 4 }), { maxLength: 10 })
    .map((rows) =>
      rows.map((own) => own.flatMap((category, annotator) => (category === null ? [] : [{ annotator, category }]))),
    )
  const people = (annotator: number) => annotator < 3
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 20 }), items, (some, rated) => {
      const verdicts = some.map((one) => ({ ...one, prompt: Math.floor(one.item / 2) }))
      const pairs = orderPairs(verdicts)
      expectFinite([orderConsistency(pairs), firstPositionScore(pairs), orderScore(pairs, sumOfSigns)], 'orders')
      expectFinite(retestAgreement(verdicts), 'repeats')
      expectFinite(agreementDifference(rated.flatMap((item) => parityItem(item, 3, people) ?? [])), 'difference')
      const options = { epsilon: 0.1, leastItems: 1, score: minusRootMeanSquare }
      expectFinite(alternativeAnnotatorTest(rated, 3, people, options), 'alternative')
    }),
  )
})

test('whatever is labelled and predicted, means and shares are finite or not defined', () => {
  const category = fc.integer({ min: 0, max: 2 })
  const prompt = fc.integer({ min: 0, max: 6 })
  fc.assert(
    fc.property(
      fc.array(fc.record({ human: category, judge: category, prompt }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.record({ judge: category, prompt }), { maxLength: 12 }),
      (labelled, unlabelled) => {
        const few = {
          human: labelled.map(({ human }) => human),
          judge: labelled.map(({ judge }) => judge),
          prompt: labelled.map((one) => one.prompt),
        }
        const many = { judge: unlabelled.map(({ judge }) => judge), prompt: unlabelled.map((one) => one.prompt) }
        for (const prepare of [clusteredPredictions, independentPredictions]) {
          const of = prepare(few, many)
          const tuned = mapEstimate(tunedLambda(of), (lambda) => predictionPoweredMean(of, lambda))
          expectFinite([predictionPoweredMean(of, 0), predictionPoweredMean(of, 1), of.lambda, tuned], 'mean')
        }
        expectFinite(predictionPoweredShares(few, many, [1, 0.5, 0], 2), 'shares')
      },
    ),
    { numRuns: 300 },
  )
})

const nan = Number.NaN

test.each<[string, () => unknown]>([
  ['a rating', () => optionShares([[1, nan]])],
  ['a score of an option', () => meanScore([[1, 1]], [0, nan])],
  ['a difference', () => pairedMean([1, nan])],
  ['a rank', () => signedRankTest([nan])],
  ['a count of a pair', () => pairedSuperiority([[nan, 1]], [[1, 1]])],
  ['a majority', () => majorityTable([[nan, 1]], [[1, 1]])],
  [
    'a score of a table',
    () =>
      intraclassCorrelation([
        [nan, 1],
        [1, 1],
      ]),
  ],
  [
    'a count of a cell',
    () => fitCumulativeLogit([{ system: 0, annotator: 0, counts: [nan] }], { systems: 1, annotators: 1 }),
  ],
  [
    'an annotator’s score',
    () => differenceFromOthers([[0, 1, 2].map((annotator) => ({ annotator, category: 0 }))], 0, [nan]),
  ],
  ['a turn', () => firstFailure([[1, [nan]]])],
  ['a time', () => kaplanMeier([{ time: nan, failed: true }])],
  ['a verdict in an order', () => orderPairs([{ item: 0, prompt: 0, swapped: false, score: nan }])],
  ['a verdict asked again', () => retestAgreement([{ item: 0, prompt: 0, swapped: false, score: nan }])],
  ['a preference', () => selfPreference([{ prompt: 0, judge: nan, human: { n: 1, total: 1 } }])],
  ['a mean to compare', () => equivalenceTest({ mean: nan, se: 1, df: 1 }, 1)],
  ['a cost', () => alternativeAnnotatorTest([], 0, () => true, { epsilon: nan })],
  ['a label', () => clusteredPredictions({ human: [nan], judge: [1], prompt: [0] }, { judge: [], prompt: [] })],
])('what is no number is refused: %s', (_, compute) => {
  expect(compute).toThrow(RangeError)
})
