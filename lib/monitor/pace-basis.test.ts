import { expect, test } from 'vitest'
import { paceBasis } from './pace-basis'

const day = (name: string, judgments: number) => ({ day: name, judgments, annotators: 1, medianSeconds: 40 })
const now = new Date('2026-03-18T14:00:00Z')

test('whole days count, neither today nor the day of the opening', () => {
  const days = [day('2026-03-18', 5), day('2026-03-17', 40), day('2026-03-16', 30), day('2026-03-15', 7)]
  expect(paceBasis(days, new Date('2026-03-15T20:00:00Z'), now)).toEqual({ kind: 'days', perDay: [40, 30] })
  expect(paceBasis(days, new Date('2026-03-01T20:00:00Z'), now)).toEqual({ kind: 'days', perDay: [40, 30, 7] })
})

test('before the first whole day it is the rate since the opening, once that is an hour ago', () => {
  const days = [day('2026-03-18', 10), day('2026-03-17', 14)]
  expect(paceBasis(days, new Date('2026-03-17T14:00:00Z'), now)).toEqual({ kind: 'opening', perDay: [24] })
  expect(paceBasis(days.slice(0, 1), new Date('2026-03-18T13:30:00Z'), now)).toBeNull()
  expect(paceBasis([], null, now)).toBeNull()
})
