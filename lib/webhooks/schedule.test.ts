import { expect, test } from 'vitest'
import { nextTry } from './schedule'

const after = (tries: number, retryAfter: number | null = null, chance = 0) => {
  const next = nextTry(tries, retryAfter, { now: 0, chance })
  return next && next.getTime() / 1000
}

test('pauses grow from seconds to a day, and after ten tries there is none', () => {
  const pauses = Array.from({ length: 9 }, (_, index) => after(index + 1))
  expect(pauses).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400])
  expect(after(10)).toBeNull()
})

test('what failed at once is spread, and never comes sooner than its receiver wants', () => {
  expect(after(2, null, 1)).toBe(360)
  expect(after(1, 60)).toBe(60)
  expect(after(3, 60)).toBe(1800)
  expect(after(1, 1e9)).toBe(86_400)
})
