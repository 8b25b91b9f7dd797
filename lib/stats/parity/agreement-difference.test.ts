import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactMatch } from '../agreement-weights'
import { valueOrNull } from '../estimate'
import { countMultiplicities } from '../resampling'
import { agreementDifference, type ParityItem, parityItem, resampledDifference } from './agreement-difference'

const JUDGE = 9
const people = (annotator: number) => annotator < JUDGE

function item(judge: number | null, ...persons: number[]) {
  const ratings = persons.map((category, annotator) => ({ annotator, category }))
  return judge === null ? ratings : [...ratings, { annotator: JUDGE, category: judge }]
}

test('an item counts when the judge and two people rated it; others than people are not people', () => {
  expect(parityItem(item(0, 0, 1, 2), JUDGE, people)).toEqual({
    judgeHuman: { n: 3, total: 1.5 },
    humanHuman: { n: 3, total: 1 },
  })
  expect(parityItem(item(0, 0, 1, 2), JUDGE, people, exactMatch)).toEqual({
    judgeHuman: { n: 3, total: 1 },
    humanHuman: { n: 3, total: 0 },
  })
  expect(parityItem(item(null, 0, 1), JUDGE, people)).toBeNull()
  expect(parityItem(item(0, 1), JUDGE, people)).toBeNull()
  expect(parityItem(item(0, 1, 1), JUDGE, (annotator) => annotator === 0)).toBeNull()
})

const items = fc
  .array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 6 }), { minLength: 2, maxLength: 15 })
  .map((rows) => rows.flatMap(([judge = 0, ...persons]) => parityItem(item(judge, ...persons), JUDGE, people) ?? []))

// statsmodels 0.15.0: OLS(agreement, [1, with the judge]) over all pairs, cov_type='cluster' by item, s.e. times sqrt(6/5),
// t(5)
test('the difference and its interval are those of a clustered regression', () => {
  const some = [
    item(0, 0, 0, 1),
    item(2, 2, 1, 2),
    item(1, 0, 2),
    item(0, 0, 0, 0),
    item(2, 1, 2, 2),
    item(1, 1, 0, 1),
  ].flatMap((ratings) => parityItem(ratings, JUDGE, people) ?? [])
  expect(agreementDifference(some)).toMatchObject({
    value: {
      difference: expect.closeTo(0.1360294117647055, 12),
      se: expect.closeTo(0.0329500193383393, 12),
      interval: [expect.closeTo(0.05132869056970521, 9), expect.closeTo(0.2207301329597058, 9)],
      df: 5,
    },
  })
})

test('with the same number of people on each item the pooled difference is the mean of items’, error and all', () => {
  const same = fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }), {
    minLength: 2,
    maxLength: 15,
  })
  fc.assert(
    fc.property(same, (rows) => {
      const some = rows.flatMap(([judge = 0, ...persons]) => parityItem(item(judge, ...persons), JUDGE, people) ?? [])
      const found = valueOrNull(agreementDifference(some))
      expect(found?.itemMean.mean).toBeCloseTo(found?.difference ?? 0, 12)
      expect(found?.itemMean.se ?? 0).toBeCloseTo(found?.se ?? 0, 10)
    }),
  )
})

test('the order of items does not matter; every item twice leaves the difference and lowers the error', () => {
  fc.assert(
    fc.property(items, (some) => {
      const [found, turned, twice] = [some, [...some].reverse(), [...some, ...some]].map((list) =>
        valueOrNull(agreementDifference(list)),
      )
      expect(turned?.difference).toBeCloseTo(found?.difference ?? 0, 12)
      expect(twice?.difference).toBeCloseTo(found?.difference ?? 0, 12)
      if (found?.se) expect(twice?.se ?? 0).toBeLessThan(found.se)
      const copies = valueOrNull(
        agreementDifference(
          [...some, ...some],
          [...some, ...some].map((_, k) => k % some.length),
        ),
      )
      expect(copies?.se ?? 0).toBeCloseTo(found?.se ?? 0, 10)
    }),
  )
})

test('drawing each item once is the difference itself', () => {
  fc.assert(
    fc.property(items, (some) => {
      const drawn = countMultiplicities(
        some.map((_, k) => k),
        some.length,
      )
      expect(resampledDifference(some, drawn)).toBeCloseTo(valueOrNull(agreementDifference(some))?.difference ?? 0, 12)
    }),
  )
})

test('nothing in common, one item, and everybody of one mind', () => {
  expect(agreementDifference([])).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
  const agreed = parityItem(item(1, 1, 1), JUDGE, people) as ParityItem
  const none = { difference: 0, se: null, interval: null, itemMean: { mean: 0, interval: null } }
  expect(agreementDifference([agreed])).toMatchObject({ value: { ...none, df: 0 } })
  expect(agreementDifference([agreed, agreed])).toMatchObject({ value: none })
  expect(resampledDifference([agreed], Float64Array.of(0))).toBeNull()
})
