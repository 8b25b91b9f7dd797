import { expect, test } from 'vitest'
import { fQuantile } from './f-quantile'
import { tTail } from './student-t'

// scipy 1.17.1: scipy.stats.f.ppf(p, above, below)
test.each([
  [0.975, 5, 20, 3.289055845680407],
  [0.975, 3.7, 12.25, 4.176503445623351],
  [0.025, 19, 40, 0.4286465476310266],
  [0.95, 1, 8, 5.317655071578713],
])('the %d quantile of F with %d and %d degrees of freedom', (p, above, below, expected) => {
  expect(fQuantile(p, above, below)).toBeCloseTo(expected, 9)
  // 1/F has the degrees of freedom the other way round.
  expect(1 / fQuantile(1 - p, below, above)).toBeCloseTo(expected, 9)
})

test('quantiles of F refuse what is no probability and no number of degrees of freedom', () => {
  for (const [p, above, below] of [
    [0, 1, 1],
    [1, 1, 1],
    [0.5, 0, 1],
    [0.5, 1, Number.NaN],
  ] as const)
    expect(() => fQuantile(p, above, below)).toThrow(RangeError)
})

// scipy 1.17.1: scipy.stats.t.sf(t, df)
test.each([
  [2.5, 9, 0.016930913841492867],
  [-1, 4.5, 0.8159974580599058],
])('the upper tail of t from %d with %d degrees of freedom', (t, df, expected) => {
  expect(tTail(t, df)).toBeCloseTo(expected, 12)
})
