import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clusteredMean, sumByCluster } from '../clustered-mean'
import { valueOrNull } from '../estimate'
import { predictionPoweredMean, tunedLambda } from './prediction-powered-mean'
import { clusteredPredictions, independentPredictions } from './predictions'

const ARENA = path.resolve('../shared/data/arena-judges/claude-opus-4-20250514_vs_gemini-2.5-flash_gpt-4o-mini.json')
const missing = !existsSync(ARENA)
if (missing) console.warn(`NOT CHECKED against the votes and judgments of a real arena: ${ARENA} is missing`)

const numbered = (values: readonly unknown[]) => values.map((_, k) => k)
const rowsOf = (human: number[], judge: number[], prompt = numbered(human)) => ({ human, judge, prompt })

// ppi-python 0.2.3: ppi_mean_pointestimate, ppi_mean_ci(Y, Yhat, Yhat_unlabeled, lam=1)
test('λ = 1 gives the estimate and interval of ppi_py', () => {
  const human = [1, 0, 0, 0, 1, 0.5]
  const rest = [0.5, 0, 0, 1, 1, 0.5, 0, 0, 1, 1, 0.5, 0.5]
  const of = independentPredictions(rowsOf(human, human), { judge: rest, prompt: numbered(rest) })
  expect(predictionPoweredMean(of, 1)).toMatchObject({
    value: {
      estimate: expect.closeTo(0.5, 12),
      se: expect.closeTo(0.11785113019775792, 12),
      interval: [expect.closeTo(0.2690160292750537, 9), expect.closeTo(0.7309839707249464, 9)],
    },
  })
})

// statsmodels 0.15.0: OLS(y - f/2, 1) and OLS(f unlabelled, 1), each cov_type='cluster' with s.e. times sqrt(G/(G-1)); the
// variances of prompts that are not shared add up; t(4)
test('by prompt, λ = ½ gives what two clustered regressions give', () => {
  const labelled = rowsOf([1, 0.5, 0, 0, 1, 1, 0.5, 0], [1, 1, 0, 0.5, 1, 0.5, 1, 0], [0, 0, 1, 1, 2, 3, 3, 4])
  const unlabelled = { judge: [1, 0.5, 0.5, 0, 1, 1, 0, 0, 0.5], prompt: [5, 5, 6, 7, 7, 8, 9, 9, 9] }
  expect(predictionPoweredMean(clusteredPredictions(labelled, unlabelled), 0.5)).toMatchObject({
    value: {
      estimate: expect.closeTo(0.4375, 12),
      se: expect.closeTo(0.13806586660508102, 12),
      interval: [expect.closeTo(0.05416770046943131, 9), expect.closeTo(0.8208322995305687, 9)],
    },
  })
})

// λ, θ and interval by ppi_py as well; the first hundred battles with a human vote are the labelled ones
test.skipIf(missing)('a real judge of a real arena buys little', () => {
  const battles = JSON.parse(readFileSync(ARENA, 'utf8')) as Record<string, string>[]
  const ofClaude = battles.map(({ model_a: a, human_winner: winner, judge_pick: pick }) => {
    const [human, judge] = [winner === 'model_a' ? 1 : 0, pick === 'A' ? 1 : 0]
    return a?.startsWith('claude') ? { human, judge } : { human: 1 - human, judge: 1 - judge }
  })
  const [few, many] = [ofClaude.slice(0, 100), ofClaude.slice(100)]
  const judge = (rows: typeof few) => rows.map((row) => row.judge)
  const of = independentPredictions(
    rowsOf(
      few.map(({ human }) => human),
      judge(few),
    ),
    { judge: judge(many), prompt: numbered(many) },
  )
  expect(of.lambda).toEqual({ defined: true, value: expect.closeTo(0.24903467612726024, 12) })
  const found = valueOrNull(predictionPoweredMean(of, valueOrNull(of.lambda) ?? 0))
  expect(found?.estimate).toBeCloseTo(0.42972329480430305, 12)
  expect(found?.interval).toEqual([expect.closeTo(0.33568400486700667, 9), expect.closeTo(0.5237625847415994, 9)])
  expect(found?.effective).toBeCloseTo(106.468420409153, 6)
})

const value = fc.constantFrom(0, 0.5, 1)
const rows = fc.record({
  labelled: fc.array(fc.tuple(value, value, fc.integer({ min: 0, max: 5 })), { minLength: 2, maxLength: 20 }),
  unlabelled: fc.array(fc.tuple(value, fc.integer({ min: 4, max: 12 })), { minLength: 2, maxLength: 20 }),
})
type Rows = { labelled: [number, number, number][]; unlabelled: [number, number][] }

function predictions({ labelled, unlabelled }: Rows, change = (score: number) => score) {
  const [human, judge] = [labelled.map(([y]) => change(y)), labelled.map(([, f]) => change(f))]
  return clusteredPredictions(
    { human, judge, prompt: labelled.map(([, , prompt]) => prompt) },
    { judge: unlabelled.map(([f]) => change(f)), prompt: unlabelled.map(([, prompt]) => prompt) },
  )
}

test('without the judge it is the clustered mean of the human values', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const totals = some.labelled.map(([total]) => ({ n: 1, total }))
      const mean = valueOrNull(
        clusteredMean(
          sumByCluster(
            totals,
            some.labelled.map(([, , prompt]) => prompt),
          ),
        ),
      )
      const found = valueOrNull(predictionPoweredMean(predictions(some), 0))
      if (mean?.interval)
        expect(found).toMatchObject({
          se: expect.closeTo(mean.se, 10),
          interval: mean.interval.map((limit) => expect.closeTo(limit, 9)),
        })
      else expect(found?.interval).toBeNull()
    }),
  )
})

test('no λ has a smaller variance than the tuned one', () => {
  fc.assert(
    fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (some, other) => {
      const of = predictions(some)
      const lambda = valueOrNull(tunedLambda(of))
      if (lambda === null) return
      const [tuned, any] = [predictionPoweredMean(of, lambda), predictionPoweredMean(of, other)].map(valueOrNull)
      expect(tuned?.se ?? 0).toBeLessThanOrEqual((any?.se ?? 0) + 1e-9)
      if (tuned?.effective != null) expect(tuned.effective).toBeGreaterThanOrEqual(of.labelled * (1 - 1e-9))
    }),
  )
})

test('turning and stretching all values turns and stretches the estimate, and leaves λ', () => {
  fc.assert(
    fc.property(rows, (some) => {
      const [of, changed] = [predictions(some), predictions(some, (score) => 10 - 4 * score)]
      const [lambda, other] = [valueOrNull(of.lambda), valueOrNull(changed.lambda)]
      if (lambda === null || other === null) {
        expect([lambda, other]).toEqual([null, null])
        return
      }
      expect(other).toBeCloseTo(lambda, 8)
      const [one, two] = [
        valueOrNull(predictionPoweredMean(of, lambda)),
        valueOrNull(predictionPoweredMean(changed, lambda)),
      ]
      expect(two?.estimate).toBeCloseTo(10 - 4 * (one?.estimate ?? 0), 8)
      expect(two?.se ?? 0).toBeCloseTo(4 * (one?.se ?? 0), 6)
    }),
  )
})

test('one label, no unlabelled item, a judge that always says the same', () => {
  const some = { judge: [0, 1, 0.5], prompt: [7, 8, 9] }
  const one = clusteredPredictions(rowsOf([1], [0]), some)
  expect(predictionPoweredMean(one, 0)).toEqual({
    defined: true,
    value: { estimate: 1, se: null, interval: null, effective: null },
  })
  expect(predictionPoweredMean(one, 1)).toMatchObject({ value: { estimate: 1.5, se: null } })
  expect(one.lambda).toMatchObject({ defined: false })
  for (const prepare of [clusteredPredictions, independentPredictions]) {
    const alone = prepare(rowsOf([1, 0], [1, 0]), { judge: [], prompt: [] })
    expect(predictionPoweredMean(alone, 0)).toMatchObject({ value: { estimate: 0.5, se: expect.any(Number) } })
    expect(predictionPoweredMean(alone, 1)).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
    expect(alone.lambda).toMatchObject({ defined: false })
    const same = prepare(rowsOf([1, 0], [1, 1]), { judge: [1, 1], prompt: [2, 3] })
    expect(same.lambda).toMatchObject({ defined: false, reason: expect.stringContaining('always says the same') })
    expect(tunedLambda(same)).toMatchObject({ defined: false })
  }
  expect(tunedLambda({ lambda: { defined: true, value: -0.4 } })).toEqual({ defined: true, value: 0 })
  expect(tunedLambda({ lambda: { defined: true, value: 1.4 } })).toEqual({ defined: true, value: 1 })
})

test('what is no table of numbers is refused with its place', () => {
  const rest = { judge: [1], prompt: [0] }
  expect(() => clusteredPredictions(rowsOf([], []), rest)).toThrow('a labelled row')
  expect(() => clusteredPredictions(rowsOf([1, Number.NaN], [1, 1]), rest)).toThrow('row 1 has NaN')
  expect(() => clusteredPredictions(rowsOf([1], [1, 0]), rest)).toThrow('one length')
  expect(() => independentPredictions(rowsOf([1], [1]), { judge: [1], prompt: [-1] })).toThrow('numbered from 0')
})
