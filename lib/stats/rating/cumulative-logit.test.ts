import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { fitCumulativeLogit } from './cumulative-logit'

/** Three systems, two annotators, three options. */
const CELLS = [
  { system: 0, annotator: 0, counts: [6, 9, 5] },
  { system: 0, annotator: 1, counts: [4, 8, 8] },
  { system: 1, annotator: 0, counts: [3, 8, 9] },
  { system: 1, annotator: 1, counts: [2, 6, 12] },
  { system: 2, annotator: 0, counts: [9, 8, 3] },
  { system: 2, annotator: 1, counts: [7, 7, 6] },
]
const SIZE = { systems: 3, annotators: 2 }

// statsmodels 0.15.0: OrderedModel(option, [system 1, system 2, annotator 1], distr='logit').fit(method='newton')
test('effects, errors, thresholds and likelihood are those of statsmodels', () => {
  const fit = valueOrNull(fitCumulativeLogit(CELLS, SIZE))
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6))
  expect(fit?.effects).toEqual(close([0, 0.8340964364314629, -0.6174583593068315]))
  expect(fit?.errors).toEqual(close([0, 0.4261824452480215, 0.4200160760018301]))
  expect(fit?.thresholds).toEqual(close([-0.7884240470785007, 1.0125777275007175]))
  expect(fit?.annotators).toEqual(close([0, 0.5965501753624072]))
  expect(fit?.logLikelihood).toBeCloseTo(-123.03325469784166, 8)
})

test('turning the scale round turns the effects round, and nothing depends on the order of the cells', () => {
  const fit = valueOrNull(fitCumulativeLogit(CELLS, SIZE))
  const turned = CELLS.map((cell) => ({ ...cell, counts: [...cell.counts].reverse() })).reverse()
  const other = valueOrNull(fitCumulativeLogit(turned, SIZE))
  expect(other?.effects.map((effect) => -effect)).toEqual(fit?.effects.map((effect) => expect.closeTo(effect, 9)))
  expect(other?.errors).toEqual(fit?.errors.map((error) => expect.closeTo(error, 9)))
})

test('options that nobody chose and annotators without ratings are left out', () => {
  const wider = CELLS.map((cell) => ({ ...cell, counts: [0, ...cell.counts.flatMap((count) => [count, 0])] }))
  const fit = valueOrNull(fitCumulativeLogit(wider, { systems: 3, annotators: 4 }))
  expect(fit?.effects[1]).toBeCloseTo(0.8340964364314629, 6)
  expect(fit?.thresholds).toHaveLength(2)
  expect(fit?.annotators.slice(2)).toEqual([null, null])
})

test('all copies of the data leave the estimates and halve the variances', () => {
  const twice = valueOrNull(fitCumulativeLogit([...CELLS, ...CELLS], SIZE))
  expect(twice?.effects[1]).toBeCloseTo(0.8340964364314629, 6)
  expect((twice?.errors[1] ?? 0) * Math.SQRT2).toBeCloseTo(0.4261824452480215, 6)
})

test('one option, a system without ratings, and estimates that run away are not defined', () => {
  const cell = (system: number, ...counts: number[]) => ({ system, annotator: 0, counts })
  const two = { systems: 2, annotators: 1 }
  for (const cells of [[], [cell(0, 3, 0), cell(1, 2, 0)], [cell(0, 3, 1)], [cell(0, 3, 0), cell(1, 0, 3)]])
    expect(fitCumulativeLogit(cells, two)).toEqual({ defined: false, reason: expect.stringMatching(/\.$/) })
  // Systems that no annotator saw both of cannot be told from the annotators.
  const apart = [cell(0, 3, 2), { ...cell(1, 2, 3), annotator: 1 }]
  expect(fitCumulativeLogit(apart, { systems: 2, annotators: 2 })).toMatchObject({ defined: false })
})
