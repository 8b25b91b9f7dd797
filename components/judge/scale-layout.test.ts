import { expect, test } from 'vitest'
import { anchorsFit, columnsOf } from './scale-layout'

const options = (count: number, label = 'Very helpful', anchor = 'What was asked for.') =>
  Array.from({ length: count }, (_, nth) => ({ code: String(nth), label, anchor }))

test('options with words stand two or three to a line on a phone, figures five', () => {
  expect([2, 3, 4, 5, 6, 7, 10].map((count) => columnsOf(options(count)).phone)).toEqual([2, 3, 2, 3, 3, 2, 2])
  expect([2, 5, 6, 7, 10].map((count) => columnsOf(options(count, '10')).phone)).toEqual([2, 5, 3, 4, 5])
})

test('with room, up to seven stand in one line', () => {
  expect([3, 7, 8, 10].map((count) => columnsOf(options(count)).wide)).toEqual([3, 7, 4, 5])
  expect(columnsOf(options(10, '7')).wide).toBe(10)
})

test('what an option stands for is in its button where that has room', () => {
  expect([2, 3, 4, 6, 7].map((count) => anchorsFit(options(count), false))).toEqual([
    ...['spread', 'spread', 'tools', 'tools', 'none'],
  ])
  expect([3, 4].map((count) => anchorsFit(options(count), true))).toEqual(['sm', 'none'])
  expect(anchorsFit(options(2, 'Safe', 'x'.repeat(300)), false)).toBe('none')
})
