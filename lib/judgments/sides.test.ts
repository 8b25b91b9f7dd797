import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMirrored, toCanonical } from './sides'

const LIMA = [
  { code: 'A', score: 1 },
  { code: 'TIE', score: 0 },
  { code: 'BOTH_BAD', score: 0 },
  { code: 'B', score: -1 },
]

test.each([
  ['A', true, 'A'],
  ['A', false, 'B'],
  ['B', true, 'B'],
  ['B', false, 'A'],
  ['TIE', false, 'TIE'],
  ['BOTH_BAD', false, 'BOTH_BAD'],
])('%s with arm A on the left: %s is canonically %s', (presented, leftIsA, canonical) => {
  expect(toCanonical(LIMA, presented, leftIsA).code).toBe(canonical)
})

test('presenting the other way round and choosing the other way round is the same judgment', () => {
  const scale = fc
    .integer({ min: 1, max: 4 })
    .map((steps) => Array.from({ length: 2 * steps + 1 }, (_, i) => ({ code: String(i), score: steps - i })))
  fc.assert(
    fc.property(scale, fc.nat(), (options, pick) => {
      const chosen = options[pick % options.length] as (typeof options)[number]
      const mirrored = toCanonical(options, chosen.code, false)
      expect(toCanonical(options, mirrored.code, false)).toEqual(chosen)
      expect(mirrored.score + chosen.score).toBe(0)
    }),
  )
})

test('a verdict that is no option is refused', () => {
  expect(() => toCanonical(LIMA, 'C', true)).toThrow('Some fields need your attention.')
})

test('a scale with an option for one arm only cannot be undone', () => {
  expect(isMirrored(LIMA)).toBe(true)
  expect(isMirrored(LIMA.slice(0, 3))).toBe(false)
})
