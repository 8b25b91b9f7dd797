import { expect, test } from 'vitest'
import { timeLeft } from './time-left'

test.each([
  ['as planned, while few verdicts are in', { judged: 4, activeMs: 4 * 600_000, left: 6, planned: 60 }, 6],
  ['at their own pace from then on', { judged: 36, activeMs: 36 * 240_000, left: 6, planned: 60 }, 24],
  ['as planned where no time was recorded', { judged: 36, activeMs: 0, left: 6, planned: 60 }, 6],
  ['never less than a minute while something is left', { judged: 36, activeMs: 36_000, left: 1, planned: 60 }, 1],
  ['none when nothing is left', { judged: 42, activeMs: 42_000, left: 0, planned: 60 }, 0],
  ['none beyond one’s share', { judged: 43, activeMs: 43_000, left: -1, planned: 60 }, 0],
])('the time left is %s', (_, work, minutes) => {
  expect(timeLeft(work)).toBe(minutes)
})
