import { expect, test } from 'vitest'
import { nextStep, perDay } from './next-step'

const OPEN = {
  ...{ id: 's', status: 'OPEN' as const, origin: 'COLLECTED' as const, role: 'OWNER' as const },
  ...{ wanted: 10, done: 4, annotators: 2 },
}

test.each([
  ['a draft', { status: 'DRAFT' as const, wanted: 0, done: 0, annotators: 0 }, 'Check and open', ''],
  ['one without people', { annotators: 0 }, 'Send a link', '/annotators'],
  ['one that runs', {}, 'Watch it', ''],
  ['a full one', { done: 10 }, 'Close it', ''],
  ['a paused one', { status: 'PAUSED' as const }, 'Resume it', ''],
  ['a full one that is paused', { status: 'PAUSED' as const, done: 10 }, 'Close it', ''],
  ['a closed one', { status: 'CLOSED' as const }, 'Read the results', '/results'],
  ['one whose results alone one reads', { role: 'VIEWER' as const }, 'Read the results', '/results'],
  ['published figures', { origin: 'RECONSTRUCTED' as const, wanted: 0, done: 0 }, 'Read the results', '/results'],
])('of %s the next step is named', (_, about, label, path) => {
  expect(nextStep({ ...OPEN, ...about })).toEqual({ label, href: `/studies/s${path}` })
})

test('a pace is told of open studies alone, once a day has passed', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  const openedAt = new Date('2026-03-06T12:00:00Z')
  expect(perDay({ status: 'OPEN', done: 10, openedAt }, now)).toBe(2.5)
  expect(perDay({ status: 'CLOSED', done: 10, openedAt }, now)).toBeNull()
  expect(perDay({ status: 'OPEN', done: 10, openedAt: new Date('2026-03-10T00:00:00Z') }, now)).toBeNull()
  expect(perDay({ status: 'OPEN', done: 10, openedAt: null }, now)).toBeNull()
})
