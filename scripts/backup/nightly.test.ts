import { expect, test } from 'vitest'
import { onceADay } from './nightly.mjs'

const at = (text: string) => new Date(text)

test('a time of day comes once a day, however often it is asked about', () => {
  const isDue = onceADay('03:15', at('2026-12-01T02:00:00'))
  const asked = ['03:14:59', '03:15:00', '03:15:30', '12:00:00'].map((time) => isDue(at(`2026-12-01T${time}`)))
  expect(asked).toEqual([false, true, false, false])
  expect(isDue(at('2026-12-02T03:14:00'))).toBe(false)
  expect(isDue(at('2026-12-02T03:20:00'))).toBe(true)
})

test('a machine that slept over it is late, once', () => {
  const isDue = onceADay('03:15', at('2026-12-01T04:00:00'))
  expect(isDue(at('2026-12-01T23:00:00'))).toBe(false)
  expect(isDue(at('2026-12-05T09:00:00'))).toBe(true)
  expect(isDue(at('2026-12-05T09:01:00'))).toBe(false)
  expect(isDue(at('2026-12-06T03:15:00'))).toBe(true)
})

test('it does not begin with one where the time has just come', () => {
  expect(onceADay('03:15', at('2026-12-01T03:15:00'))(at('2026-12-01T03:16:00'))).toBe(false)
})

test.each(['3:15', '24:00', '03:60', 'nightly', '03:15 '])('%j is no time of day, and what is one is said', (text) => {
  expect(() => onceADay(text, new Date())).toThrow(/must be a time of day such as 03:15/)
})
