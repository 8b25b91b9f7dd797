import { expect, test } from 'vitest'
import { rng } from '@/lib/rng'
import { valueOrNull } from '../estimate'
import { drawOutcome, uniform } from '../simulate'
import { predictionPoweredShares } from './prediction-powered-shares'

const SHARES = [0.5, 0.2, 0.3]

/** Verdicts by people, and by a judge that gives the same in so many of ten cases. */
function draw(n: number, right: number, from: number, seed: number) {
  const { below } = rng(seed, 'predictions')
  const human = Array.from({ length: n }, () => drawOutcome(SHARES, below))
  const judge = human.map((category) => (uniform(below) < right ? category : drawOutcome(SHARES, below)))
  return { human, judge, prompt: human.map((_, k) => from + k) }
}

test('shares add up to 1 and make the score, all with one λ', () => {
  const found = valueOrNull(predictionPoweredShares(draw(60, 0.8, 0, 1), draw(400, 0.8, 60, 2)))
  expect(found?.shares).toHaveLength(3)
  expect(found?.shares.reduce((sum, { estimate }) => sum + estimate, 0)).toBeCloseTo(1, 12)
  const [win, tie] = found?.shares ?? []
  expect(found?.score.estimate).toBeCloseTo((win?.estimate ?? 0) + (tie?.estimate ?? 0) / 2, 12)
  expect(found?.gain).toBeGreaterThan(1.3)
  expect(found?.addsNothing).toBe(false)
})

test('a judge that guesses adds nothing, and the page is told so', () => {
  const found = valueOrNull(predictionPoweredShares(draw(60, 0, 0, 3), draw(400, 0, 60, 4)))
  expect(found?.lambda).toBeLessThan(0.25)
  expect(found?.gain).toBeLessThan(1.1)
  expect(found?.addsNothing).toBe(true)
})

test('naming the systems the other way round turns the shares round', () => {
  const [few, many] = [draw(40, 0.7, 0, 5), draw(300, 0.7, 40, 6)]
  const turn = (values: number[]) => values.map((category) => 2 - category)
  const one = valueOrNull(predictionPoweredShares(few, many))
  const other = valueOrNull(
    predictionPoweredShares(
      { ...few, human: turn(few.human), judge: turn(few.judge) },
      { ...many, judge: turn(many.judge) },
    ),
  )
  expect(other?.lambda).toBeCloseTo(one?.lambda ?? 0, 12)
  expect(other?.shares.map(({ estimate }) => estimate)).toEqual(
    one?.shares.map(({ estimate }) => expect.closeTo(estimate, 12)).reverse(),
  )
  expect(other?.score.estimate).toBeCloseTo(1 - (one?.score.estimate ?? 0), 12)
})

test('too few labelled prompts, a judge of one word, nothing unlabelled, and a category that is none', () => {
  const many = draw(100, 0.7, 40, 8)
  expect(predictionPoweredShares(draw(19, 0.7, 0, 7), many)).toEqual({
    defined: false,
    reason: 'People judged 19 of these prompts; it takes 20 to weigh the judge.',
  })
  const few = draw(30, 0.7, 0, 9)
  const ones = (rows: { judge: number[] }) => rows.judge.map(() => 0)
  expect(predictionPoweredShares({ ...few, judge: ones(few) }, { ...many, judge: ones(many) })).toMatchObject({
    defined: false,
  })
  expect(predictionPoweredShares(few, { judge: [], prompt: [] })).toMatchObject({ defined: false })
  expect(predictionPoweredShares({ human: [], judge: [], prompt: [] }, many, [1, 0], 0)).toMatchObject({
    defined: false,
  })
  expect(() => predictionPoweredShares(few, { ...many, judge: many.judge.map(() => 3) })).toThrow('0 … 2')
})
