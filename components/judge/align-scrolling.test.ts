import { expect, test } from 'vitest'
import { counterpart } from './align-scrolling'

test('a single answer goes as far through its text as the other', () => {
  expect(counterpart(0, [0, 400], [0, 1000])).toBe(0)
  expect(counterpart(100, [0, 400], [0, 1000])).toBe(250)
  expect(counterpart(400, [0, 400], [0, 1000])).toBe(1000)
})

test('a turn comes to the top in both at once, whatever the lengths before it', () => {
  const [left, right] = [
    [0, 100, 900, 1500],
    [0, 700, 800, 1000],
  ]
  expect(counterpart(100, left, right)).toBe(700)
  expect(counterpart(50, left, right)).toBe(350)
  expect(counterpart(900, left, right)).toBe(800)
  expect(counterpart(1200, left, right)).toBe(900)
  expect(counterpart(counterpart(620, left, right), right, left)).toBeCloseTo(620)
})

test('a turn that cannot come to the top of one pane is no stop', () => {
  expect(counterpart(500, [0, 900, 1000], [0, 100, 80])).toBe(40)
})

test('what fits stays where it is', () => {
  expect(counterpart(200, [0, 400], [0, 0])).toBe(0)
  expect(counterpart(0, [0, 0], [0, 400])).toBe(0)
})
