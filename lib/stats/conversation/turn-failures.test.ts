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
  ] as [number[], number[], number[]]
  const failure = (...turns: number[][]) => firstFailure(turns.map((counts, k) => [k + 1, counts] as const).reverse())
  expect(failure(good, bad, bad)).toEqual({ time: 2, failed: true })
  expect(failure(good, unrated, good, unrated)).toEqual({ time: 3, failed: false })
  expect(failure(unrated, bad)).toEqual({ time: 2, failed: true })
  expect(failure(unrated)).toBeNull()
  expect(firstFailure([])).toBeNull()
})
