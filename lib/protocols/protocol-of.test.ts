import { expect, test } from 'vitest'
import { SCALES as COMPARED } from './comparison/scales'
import { protocolOf } from './protocol-of'

const [comparison, rating] = [protocolOf('COMPARISON'), protocolOf('RATING')]

test('seen from the other side a verdict is the mirrored one, and back again itself', () => {
  for (const { options } of Object.values(COMPARED))
    for (const { code, score } of options) {
      const seen = comparison.asPresented(code, false, options)
      expect(comparison.asPresented(code, true, options)).toBe(code)
      expect(comparison.asPresented(seen, false, options)).toBe(code)
      expect(options.find((option) => option.code === seen)?.score).toBe(score === 0 ? 0 : -score)
    }
})

test('an outcome of a comparison is the sign of its score; of a rating, the option', () => {
  const outcomes = COMPARED.SEVEN.options.map((option) => comparison.outcomeOf(option))
  expect(outcomes).toEqual(['win', 'win', 'win', 'tie', 'loss', 'loss', 'loss'])
  expect(rating.outcomeOf({ code: 'PASS', score: 1 })).toBe('PASS')
})

test('a response alone stands on no side', () => {
  expect([rating.nextSide(true), rating.asPresented('PASS', true, [])]).toEqual([true, 'PASS'])
  expect([comparison.nextSide(true), comparison.nextSide(false)]).toEqual([false, true])
})

test('every scale has names of its own for its options, in the order of their scores', () => {
  for (const { scales } of [comparison, rating])
    for (const { options } of Object.values(scales)) {
      const scores = options.map(({ score }) => score)
      expect(new Set(options.map(({ code }) => code)).size).toBe(options.length)
      expect(scores).toEqual([...scores].sort((a, b) => (scales === rating.scales ? a - b : b - a)))
    }
})
