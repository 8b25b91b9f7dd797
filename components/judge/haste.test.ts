import { expect, test } from 'vitest'
import { askedOf, FRESH, hasteOf } from './haste'

const look = (part: Partial<typeof FRESH> = {}) => ({ ...FRESH, ...part })
const both = new Set([0, 1])

test.each([
  ['nothing is asked where nothing is set', { minSeconds: 0, readToEnd: false }, look(), 0, null],
  ['a look that is too short', { minSeconds: 3, readToEnd: false }, look(), 2999, 'TIME'],
  ['one that is long enough', { minSeconds: 3, readToEnd: false }, look(), 3000, null],
  [
    'time before it was uncovered is no look',
    { minSeconds: 3, readToEnd: false },
    look({ covered: 5000 }),
    7000,
    'TIME',
  ],
  ['one answer unread', { minSeconds: 0, readToEnd: true }, look({ ended: new Set([1]) }), 9000, 'END'],
  ['both read', { minSeconds: 3, readToEnd: true }, look({ ended: both }), 9000, null],
  ['short and unread', { minSeconds: 3, readToEnd: true }, look(), 100, 'BOTH'],
  ['short, though read', { minSeconds: 3, readToEnd: true }, look({ ended: both }), 100, 'TIME'],
] as const)('%s', (_, rule, seen, activeMs, haste) =>
  expect(hasteOf(rule, { count: 2, now: 0 }, seen, activeMs)).toBe(haste),
)

test('one response has one end, a dialogue that comes turn by turn as many as turns', () => {
  const rule = { minSeconds: 0, readToEnd: true }
  const of = (count: number, ...ended: number[]) => hasteOf(rule, { count, now: 0 }, look({ ended: new Set(ended) }), 1)
  expect([of(1), of(1, 0), of(3, 0, 2), of(3, 0, 1, 2)]).toEqual(['END', null, 'END', null])
})

test('what was asked goes with the verdict, and whether it was hasty all the same', () => {
  expect(askedOf(look(), null)).toEqual({})
  expect(askedOf(look({ asked: 'TIME' }), 'TIME')).toEqual({ asked: 'TIME', hasty: true })
  expect(askedOf(look({ asked: 'BOTH' }), null)).toEqual({ asked: 'BOTH', hasty: false })
})
