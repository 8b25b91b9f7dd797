import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { intraclassCorrelation } from './intraclass-correlation'

/** Shrout & Fleiss (1979), table 2: six targets, four judges; they print ICC(2,1) = .29 and ICC(2,4) = .62. */
const PRINTED = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
]

// Last digits: pingouin 0.6.1 and, for the limits, R psych 2.2.9 ICC()
test('Shrout and Fleiss’s example comes out as printed, with the limits of psych', () => {
  expect(intraclassCorrelation(PRINTED)).toEqual({
    defined: true,
    value: {
      single: {
        value: expect.closeTo(0.2897637795275592, 12),
        interval: [expect.closeTo(0.018786513374712044, 6), expect.closeTo(0.7610843696489528, 6)],
      },
      average: {
        value: expect.closeTo(0.6200505475989893, 12),
        interval: [expect.closeTo(0.07113681530250347, 6), expect.closeTo(0.9272320401677219, 6)],
      },
    },
  })
})

const table = fc
  .integer({ min: 2, max: 4 })
  .chain((k) =>
    fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: k, maxLength: k }), { minLength: 2, maxLength: 8 }),
  )

test('neither the order of items or annotators nor the scale of scores matters', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const found = valueOrNull(intraclassCorrelation(rows))
      for (const changed of [
        [...rows].reverse(),
        rows.map((row) => [...row].reverse()),
        rows.map((row) => row.map((score) => 3 * score - 7)),
      ]) {
        const other = valueOrNull(intraclassCorrelation(changed))
        expect(other?.single === null).toBe(found?.single === null)
        if (found?.single) expect(other?.single?.value).toBeCloseTo(found.single.value, 8)
        if (found?.single?.interval) expect(other?.single?.interval?.[0]).toBeCloseTo(found.single.interval[0], 6)
      }
    }),
  )
})

test('agreement without exception is 1; a constant between annotators counts against it', () => {
  expect(
    intraclassCorrelation([
      [1, 1],
      [3, 3],
      [2, 2],
    ]),
  ).toMatchObject({
    value: { single: { value: 1, interval: null }, average: { value: 1, interval: null } },
  })
  const shifted = valueOrNull(
    intraclassCorrelation([
      [1, 3],
      [3, 5],
      [2, 4],
    ]),
  )
  expect(shifted?.single?.value).toBeCloseTo(1 / 3, 12)
  expect(shifted?.single?.interval).toBeNull()
})

test('one item, one annotator, one score, and a denominator of 0', () => {
  expect(intraclassCorrelation([])).toMatchObject({ defined: false })
  expect(intraclassCorrelation([[1, 2]])).toMatchObject({ defined: false })
  expect(intraclassCorrelation([[1], [2]])).toMatchObject({ defined: false })
  expect(
    intraclassCorrelation([
      [2, 2],
      [2, 2],
    ]),
  ).toEqual({ defined: false, reason: 'All scores are equal.' })
  expect(
    intraclassCorrelation([
      [0, 1],
      [1, 0],
    ]),
  ).toMatchObject({ value: { single: null } })
  expect(() => intraclassCorrelation([[1, 2], [1]])).toThrow(RangeError)
  expect(() =>
    intraclassCorrelation([
      [1, Number.NaN],
      [1, 2],
    ]),
  ).toThrow('finite score')
})
