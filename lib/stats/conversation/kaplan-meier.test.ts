import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueOrNull } from '../estimate'
import { failureOf, kaplanMeier, medianTime, type SurvivalStep, survivalAt } from './kaplan-meier'

/** Freireich et al. (1963), weeks of remission under 6-MP: the example of most textbooks; + is still in remission. */
const REMISSION = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+'
  .split(' ')
  .map((week) => ({ time: Number.parseInt(week, 10), failed: !week.endsWith('+') }))

function stepsOf(cases: readonly { time: number; failed: boolean }[]): SurvivalStep[] {
  return valueOrNull(kaplanMeier(cases)) ?? []
}

test('the textbook’s curve and errors come out as printed', () => {
  const steps = stepsOf(REMISSION).filter(({ failed }) => failed > 0)
  expect(steps.map(({ time }) => time)).toEqual([6, 7, 10, 13, 16, 22, 23])
  expect(steps.map(({ atRisk }) => atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6])
  const printed = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448]
  expect(steps.map(({ survival }) => survival)).toEqual(printed.map((value) => expect.closeTo(value, 3)))
  const errors = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
  expect(steps.map(({ se }) => se)).toEqual(errors.map((value) => expect.closeTo(value, 4)))
  expect(medianTime(steps)).toEqual({ defined: true, value: 23 })
})

// R 4.2.2, survival 3.5.3: survfit(Surv(time, failed) ~ 1, conf.type = 'plain' | 'log-log') at 6 weeks
test('the intervals are those of R', () => {
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 9))
  expect(survivalAt(stepsOf(REMISSION), 6.5)).toEqual({
    survival: expect.closeTo(0.8571428571428571, 12),
    se: expect.closeTo(0.07636035483212125, 12),
    plain: close([0.7074793118252003, 1]),
    logLog: close([0.6197179552659838, 0.951551747646997]),
  })
})

const cases = fc.array(fc.record({ time: fc.integer({ min: 1, max: 6 }), failed: fc.boolean() }), {
  minLength: 1,
  maxLength: 20,
})

test('the curve falls, in steps at failures only; without censoring it is the share still without', () => {
  fc.assert(
    fc.property(cases, (some) => {
      const steps = stepsOf(some)
      let before = 1
      for (const { survival, failed } of steps) {
        if (failed === 0) expect(survival).toBe(before)
        else expect(survival).toBeLessThan(before)
        before = survival
      }
      const all = some.map(({ time }) => ({ time, failed: true }))
      for (const { time, survival } of stepsOf(all))
        expect(survival).toBeCloseTo(all.filter((one) => one.time > time).length / all.length, 12)
    }),
  )
})

test('every case twice leaves the curve and divides the variance by two; the order does not matter', () => {
  fc.assert(
    fc.property(cases, (some) => {
      const [steps, twice] = [stepsOf(some), stepsOf([...some, ...some].reverse())]
      steps.forEach(({ survival, se }, k) => {
        expect(twice[k]?.survival).toBeCloseTo(survival, 10)
        if (se === null) expect(twice[k]?.se).toBeNull()
      })
    }),
  )
})

test('the share with a failure has the limits turned round', () => {
  const at = survivalAt(stepsOf(REMISSION), 10)
  const turned = failureOf(at)
  expect(turned.survival).toBeCloseTo(1 - at.survival, 12)
  expect(turned.plain).toEqual([1 - (at.plain?.[1] ?? 0), 1 - (at.plain?.[0] ?? 0)])
  expect(failureOf(survivalAt([], 3))).toEqual({ survival: 0, se: null, plain: null, logLog: null })
})

test('nothing fails, all fail at once, half do, nobody is there', () => {
  const none = { se: null, plain: null, logLog: null }
  const never = stepsOf([
    { time: 3, failed: false },
    { time: 4, failed: false },
  ])
  expect(survivalAt(never, 9)).toEqual({ survival: 1, ...none })
  expect(medianTime(never)).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
  const once = stepsOf([
    { time: 1, failed: true },
    { time: 1, failed: true },
  ])
  expect(survivalAt(once, 1)).toEqual({ survival: 0, ...none })
  expect(survivalAt(once, 0.5)).toEqual({ survival: 1, ...none })
  // Product of five factors that is one half but for rounding.
  const half = stepsOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((time) => ({ time, failed: true })))
  expect(medianTime(half)).toEqual({ defined: true, value: 5 })
  expect(kaplanMeier([])).toMatchObject({ defined: false })
  for (const time of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    expect(() => kaplanMeier([{ time, failed: true }])).toThrow(RangeError)
})
