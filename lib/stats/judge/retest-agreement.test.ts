import { expect, test } from 'vitest'
import { longerTotals } from '../length-preference'
import { retestAgreement } from './retest-agreement'

const verdict = (item: number, swapped: boolean, score: number) => ({ item, prompt: item, swapped, score })

test('all pairs of the same item in the same order, pooled; the other order is another question', () => {
  const verdicts = [
    verdict(0, false, 1),
    verdict(0, false, 1),
    verdict(0, false, 0.5),
    verdict(0, true, 0),
    verdict(1, true, 0),
    verdict(1, true, 1),
    verdict(2, false, 1),
  ]
  // Item 0: (1, 1), (1, ½), (1, ½); item 1: (0, 1).
  expect(retestAgreement(verdicts)).toMatchObject({
    value: {
      cells: 2,
      pairs: 4,
      exact: { mean: 0.25, clusters: 2 },
      tieDiscounted: { mean: 0.5, interval: [expect.any(Number), expect.any(Number)] },
    },
  })
})

test('nothing asked again is not defined; one prompt has no interval', () => {
  expect(retestAgreement([verdict(0, false, 1), verdict(0, true, 1)])).toEqual({
    defined: false,
    reason: 'Nothing was asked again in the same order.',
  })
  expect(retestAgreement([verdict(0, false, 1), verdict(0, false, 1)])).toMatchObject({
    value: { exact: { mean: 1, interval: null } },
  })
})

test('the longer response’s score counts ties half, and leaves out equal lengths', () => {
  const judged = (prompt: number, score: number, firstLength: number, secondLength: number) => ({
    prompt,
    score,
    firstLength,
    secondLength,
  })
  expect(longerTotals([judged(0, 1, 9, 3), judged(0, 0.5, 3, 9), judged(2, 0, 3, 9), judged(1, 1, 5, 5)])).toEqual([
    { n: 2, total: 1.5 },
    { n: 0, total: 0 },
    { n: 1, total: 1 },
  ])
})
