import { expect, test } from 'vitest'
import { forecast } from './forecast'

const now = new Date('2026-03-18T14:00:00Z')
const days = (date: Date | null | undefined) => (date ? (date.getTime() - now.getTime()) / 86_400_000 : null)

test('days that are all alike leave no doubt', () => {
  const found = forecast([500, 500, 500], 1000, now)
  expect(days(found?.at)).toBe(2)
  expect(days(found?.from)).toBeCloseTo(2, 1)
  expect(days(found?.to)).toBeCloseTo(2, 1)
})

test('days that vary widen the band, to both sides', () => {
  const found = forecast([610, 402, 377, 655, 568], 1586, now)
  expect(days(found?.at)).toBeCloseTo(3.036, 3)
  const [from, to] = [days(found?.from) ?? 0, days(found?.to) ?? 0]
  // Mean 522.4, variance 15,743.3: at the bounds the sum is 1.645 standard deviations off what is to come.
  const deviations = (t: number) => (1586 - 522.4 * t) / Math.sqrt(15_743.3 * (t + t ** 2 / 5))
  expect(deviations(from)).toBeCloseTo(1.645, 4)
  expect(deviations(to)).toBeCloseTo(-1.645, 4)
  expect([from, to]).toEqual([expect.closeTo(2.31, 2), expect.closeTo(4.12, 2)])
})

test('one day says when, not how sure; no day says nothing', () => {
  expect(forecast([100], 50, now)).toEqual({ at: new Date('2026-03-19T02:00:00Z'), from: null, to: null })
  expect(forecast([], 50, now)).toBeNull()
  expect(forecast([0, 0], 50, now)).toBeNull()
  expect(forecast([1], 400, now)).toBeNull()
})

test('days so uneven that it may take any time have no end to their band', () => {
  expect(forecast([0, 0, 0, 0, 10], 400, now)?.to).toBeNull()
})

test('nothing to come is there already', () => {
  expect(days(forecast([5, 7], 0, now)?.at)).toBe(0)
})
