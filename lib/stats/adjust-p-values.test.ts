import fc from 'fast-check'
import { expect, test } from 'vitest'
import { benjaminiHochbergAdjusted, benjaminiYekutieliAdjusted, holmAdjusted } from './adjust-p-values'

// statsmodels 0.15.0: multipletests([.01, .04, .03, .005, .2], method='holm' | 'fdr_bh' | 'fdr_by')[1]
test.each([
  [holmAdjusted, [0.04, 0.09, 0.09, 0.025, 0.2]],
  [benjaminiHochbergAdjusted, [0.025, 0.05, 0.05, 0.025, 0.2]],
  [
    benjaminiYekutieliAdjusted,
    [0.05708333333333333, 0.11416666666666667, 0.11416666666666665, 0.05708333333333333, 0.45666666666666667],
  ],
])('five p-values are adjusted as statsmodels does', (adjust, expected) => {
  expect(adjust([0.01, 0.04, 0.03, 0.005, 0.2])).toEqual(expected.map((p) => expect.closeTo(p, 14)))
})

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 })

test.each([holmAdjusted, benjaminiHochbergAdjusted, benjaminiYekutieliAdjusted])(
  'comparisons without a p-value stay without one and change no other; order does not matter; none gets smaller',
  (adjust) => {
    fc.assert(
      fc.property(family, (p) => {
        const adjusted = adjust(p)
        expect(adjust(p.flatMap((one) => [null, one]))).toEqual(adjusted.flatMap((one) => [null, one]))
        expect(adjust([...p].reverse())).toEqual([...adjusted].reverse())
        for (const [k, one] of adjusted.entries()) {
          expect(one).toBeGreaterThanOrEqual(p[k] as number)
          expect(one).toBeLessThanOrEqual(1)
        }
      }),
    )
  },
)

test('what is no p-value is refused; a family of nothing is nothing', () => {
  for (const wrong of [Number.NaN, -0.1, 1.1]) {
    expect(() => holmAdjusted([0.5, wrong])).toThrow(RangeError)
    expect(() => benjaminiYekutieliAdjusted([null, wrong])).toThrow(RangeError)
  }
  expect(holmAdjusted([null, null])).toEqual([null, null])
  expect(benjaminiHochbergAdjusted([])).toEqual([])
})
