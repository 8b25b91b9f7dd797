import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { kendallTauB, pearsonCorrelation, spearmanCorrelation } from './rank-correlation'

// scipy 1.17.1: kendalltau, spearmanr, pearsonr of [.7,.5,.5,.3,.9,.1] and [.6,.55,.4,.4,.8,.2]
test.each([
  [kendallTauB, 0.9285714285714286],
  [spearmanCorrelation, 0.9558823529411764],
  [pearsonCorrelation, 0.9613350245723641],
])('two lists with ties correlate as scipy has it', (correlate, expected) => {
  const found = correlate([0.7, 0.5, 0.5, 0.3, 0.9, 0.1], [0.6, 0.55, 0.4, 0.4, 0.8, 0.2])
  expect(found).toEqual({ defined: true, value: expect.closeTo(expected, 12) })
})

const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { maxLength: 9 })

test.each([kendallTauB, spearmanCorrelation, pearsonCorrelation])(
  'it lies in [−1, 1], is symmetric, turns round with one list, and follows the pairs',
  (correlate) => {
    fc.assert(
      fc.property(pairs, (rows) => {
        const [x, y] = [rows.map(([a]) => a), rows.map(([, b]) => b)]
        const found = valueOrNull(correlate(x, y))
        const others = [
          valueOrNull(correlate(y, x)),
          valueOrNull(correlate([...x].reverse(), [...y].reverse())),
          valueOrNull(
            correlate(
              x,
              y.map((value) => 3 - value),
            ),
          ),
        ]
        expect(Math.abs(found ?? 0)).toBeLessThanOrEqual(1 + 1e-12)
        expect(others).toEqual([1, 1, -1].map((sign) => (found === null ? null : expect.closeTo(sign * found, 10))))
      }),
    )
  },
)

test('ranks do not see the distances, values do', () => {
  expect(kendallTauB([1, 2, 3], [1, 2, 300])).toEqual({ defined: true, value: 1 })
  expect(spearmanCorrelation([1, 2, 3], [1, 2, 300])).toEqual({ defined: true, value: expect.closeTo(1, 12) })
  expect(valueOrNull(pearsonCorrelation([1, 2, 3], [1, 2, 300]))).toBeLessThan(0.9)
})

test('one value, equal values, and lists that do not fit', () => {
  for (const correlate of [kendallTauB, spearmanCorrelation, pearsonCorrelation]) {
    expect(correlate([], [])).toMatchObject({ defined: false })
    expect(correlate([1], [1])).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
    expect(correlate([1, 2], [0.3, 0.1 + 0.2])).toMatchObject({ defined: false })
    expect(() => correlate([1, 2], [1])).toThrow(RangeError)
    expect(() => correlate([1, Number.NaN], [1, 2])).toThrow(RangeError)
  }
})
