import fc from 'fast-check'
import { expect, test } from 'vitest'
import { equivalenceTest } from './equivalence-test'

// statsmodels 0.15.0: DescrStatsW([.05, -.02, .1, .03, -.04, .02, .06, 0]).ttost_mean(-.1, .1)
test('two one-sided tests as statsmodels has them', () => {
  expect(equivalenceTest({ mean: 0.025, se: 0.016035674514745465, df: 7 }, 0.1)).toMatchObject({
    p: expect.closeTo(0.0011343000812991124, 12),
    pLower: expect.closeTo(5.376529704471153e-5, 12),
    pUpper: expect.closeTo(0.0011343000812991124, 12),
    equivalent: true,
    notWorse: true,
  })
})

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })

test('equivalent is when the 90 % interval lies within the margin, not worse when its lower end does', () => {
  fc.assert(
    fc.property(
      number(-1, 1),
      number(0.01, 1),
      fc.integer({ min: 1, max: 200 }),
      number(0.01, 1),
      (mean, se, df, margin) => {
        const { interval90, equivalent, notWorse, p, pLower, pUpper } = equivalenceTest({ mean, se, df }, margin)
        fc.pre([pLower, pUpper].every((one) => Math.abs(one - 0.05) > 1e-9))
        expect(notWorse).toBe(interval90[0] > -margin)
        expect(equivalent).toBe(interval90[0] > -margin && interval90[1] < margin)
        const turned = equivalenceTest({ mean: -mean, se, df }, margin)
        expect(turned.p).toBeCloseTo(p, 12)
        expect(turned.pLower).toBeCloseTo(pUpper, 12)
      },
    ),
  )
})

test('without an error or a margin there is no test', () => {
  for (const [se, df, margin] of [
    [0, 5, 0.1],
    [0.1, 0, 0.1],
    [0.1, 5, 0],
    [Number.NaN, 5, 0.1],
  ] as const)
    expect(() => equivalenceTest({ mean: 0, se, df }, margin)).toThrow(RangeError)
})
