import { expect, test } from 'vitest'
import { countAligned } from './align-turns'

const said = (...texts: string[]) =>
  texts.map((html, nth) => ({ role: nth % 2 === 0 ? ('assistant' as const) : ('user' as const), html }))

test.each([
  ['one answer each', said('a'), said('b'), 1],
  ['the same user', said('a', 'Why?', 'b'), said('c', 'Why?', 'd'), 3],
  ['one goes on', said('a', 'Why?', 'b'), said('c', 'Why?', 'd', 'And?', 'e'), 5],
  ['another user from the start', said('a', 'Why?', 'b'), said('c', 'How?', 'd'), 1],
  ['another user later on', said('a', 'Why?', 'b', 'Who?', 'c'), said('d', 'Why?', 'e', 'When?', 'f'), 3],
  ['other speakers', said('a', 'Why?'), [...said('b'), ...said('c')], 1],
  ['nothing', [], said('a'), 1],
])('%s', (_, left, right, rows) => {
  expect(countAligned(left, right)).toBe(rows)
  expect(countAligned(right, left)).toBe(rows)
})
