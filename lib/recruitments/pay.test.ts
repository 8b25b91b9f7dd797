import { expect, test } from 'vitest'
import { payOf } from './pay'

test('pay by the hour is of what people really needed', () => {
  expect(payOf({ reward: 450, minutes: 30, completed: 10, places: 24 })).toEqual({
    hourly: 9,
    soFar: 45,
    forecast: 108,
  })
})

test('nothing is told where it is not known', () => {
  expect(payOf({ reward: null, minutes: 30, completed: 1, places: 2 })).toEqual({
    hourly: null,
    soFar: null,
    forecast: null,
  })
  expect(payOf({ reward: 450, minutes: null, completed: 0, places: 2 }).hourly).toBeNull()
  expect(payOf({ reward: 450, minutes: 0, completed: 1, places: 2 }).hourly).toBeNull()
})
