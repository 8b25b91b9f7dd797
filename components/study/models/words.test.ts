import { expect, test } from 'vitest'
import { costWords, rangeWords } from './money-words'
import { callWords, noVerdictWords, outcomeWords } from './outcome-words'

test.each([
  [0, 'USD', '$0.00'],
  [1_234_500_000, 'USD', '$1.23'],
  [12_345_000, 'USD', '$0.012'],
  [2500, 'USD', '$0.0000025'],
  [1, 'USD', '$0.000000001'],
  [2_000_000_000, 'EUR', '€2.00'],
  [2_000_000_000, null, '2'],
])('%i billionths of %s read %s: a small sum is never nothing', (nanos, currency, words) => {
  expect(costWords(nanos, currency)).toBe(words)
})

test('a range of one number is that number', () => {
  expect([rangeWords({ low: 8, high: 8 }, String), rangeWords({ low: 8, high: 16 }, String)]).toEqual(['8', '8 to 16'])
})

test('what a model did instead of a verdict has its own name, and is never set aside', () => {
  const words = (['UNPARSED', 'REFUSED', 'FILTERED', 'TRUNCATED', 'TOO_LONG'] as const).map(outcomeWords)
  expect(words).toEqual([
    'no verdict: could not be read',
    'no verdict: refused',
    'no verdict: filtered',
    'no verdict: cut off',
    'no verdict: too long',
  ])
  expect(outcomeWords('ANSWERED')).toBe('verdict')
})

test('outcomes without a verdict are counted together and one by one', () => {
  expect(noVerdictWords({ ANSWERED: 12 })).toBeNull()
  expect(noVerdictWords({ ANSWERED: 12, REFUSED: 2, TRUNCATED: 1 })).toBe('3 no verdict: 2 refused, 1 cut off')
})

test('a call is told as it stands until its answer is there', () => {
  expect(callWords({ status: 'SENT', outcome: null })).toBe('under way')
  expect(callWords({ status: 'ABANDONED', outcome: null })).toContain('nobody knows')
  expect(callWords({ status: 'RETURNED', outcome: 'TRUNCATED' })).toBe('no verdict: cut off')
  expect(callWords({ status: 'RETURNED', outcome: 'TRUNCATED', isAskedAgain: true })).toBe('cut off, asked again')
})
