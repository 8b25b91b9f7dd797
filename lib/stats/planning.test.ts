import fc from 'fast-check'
import { expect, test } from 'vitest'
import { approximatePower, designEffect, sampleSize } from './sample-size'
import { signTestPower } from './sign-test-power'

const shares = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 40 }))
  .filter(([win, loss]) => win !== loss)
  .map(([win, loss]) => ({ win: win / 100, loss: loss / 100 }))

test('the sample size gives the power it was asked for', () => {
  fc.assert(
    fc.property(shares, fc.constantFrom(0.5, 0.8, 0.9, 0.95), (expected, power) => {
      const n = sampleSize(expected, power)
      expect(n.defined && approximatePower(expected, n.value)).toBeCloseTo(power, 9)
    }),
  )
})

test('half wins and three tenths losses take 155 judgments; at 100 the exact test finds it in 57 of 100 studies', () => {
  const n = sampleSize({ win: 0.5, loss: 0.3 })
  expect(n.defined && Math.ceil(n.value)).toBe(155)
  expect(signTestPower({ win: 0.5, loss: 0.3 }, 100)).toBeCloseTo(0.569, 3)
})

test('without a preference there is nothing to plan for, and the test finds one as rarely as promised', () => {
  expect(sampleSize({ win: 0.3, loss: 0.3 })).toMatchObject({ defined: false, reason: expect.any(String) })
  for (const n of [1, 10, 57, 200]) expect(signTestPower({ win: 0.35, loss: 0.35 }, n)).toBeLessThanOrEqual(0.05)
})

test('swapping the systems does not change power, more judgments per prompt need more of them', () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 0, max: 60 }), ({ win, loss }, n) => {
      expect(signTestPower({ win, loss }, n)).toBeCloseTo(signTestPower({ win: loss, loss: win }, n), 12)
    }),
    { numRuns: 40 },
  )
  expect([designEffect(1, 0.5), designEffect(3, 0), designEffect(3, 0.5)]).toEqual([1, 1, 2])
})

test('shares that cannot be are refused', () => {
  expect(() => sampleSize({ win: 0.8, loss: 0.3 })).toThrow(RangeError)
  expect(() => approximatePower({ win: 0, loss: 0 }, 10)).toThrow(RangeError)
  expect(() => signTestPower({ win: 0.5, loss: 0.2 }, 1.5)).toThrow(RangeError)
  expect(approximatePower({ win: 1, loss: 0 }, 20)).toBe(1)
})
