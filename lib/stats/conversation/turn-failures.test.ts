import { expect, test } from 'vitest'
import { firstFailure, turnFails } from './turn-failures'

test('a turn fails when more than half of its ratings are the worst option', () => {
  expect(turnFails([1, 1, 0])).toBe(false)
  expect(turnFails([2, 1, 0])).toBe(true)
  expect(turnFails([0, 0, 0])).toBe(false)
})

test('the first failing turn, or the last rated one', () => {
  const [good, bad, unrated] = [
    [0, 2],
    [2, 1],
    [0, 0],
  ]
  expect(firstFailure([good, bad, bad] as number[][])).toEqual({ time: 2, failed: true })
  expect(firstFailure([good, unrated, good, unrated] as number[][])).toEqual({ time: 3, failed: false })
  expect(firstFailure([unrated, bad] as number[][])).toEqual({ time: 2, failed: true })
  expect(firstFailure([unrated] as number[][])).toBeNull()
  expect(firstFailure([])).toBeNull()
})
