import { expect, test } from 'vitest'
import { TERMS, termsIn } from './help-terms'

test('each term of a head is explained once, where it stands first', () => {
  const heads = ['Label pairs', 'Tie-discounted, %', 'Cohen’s κ', 'Linear κ', 'Krippendorff’s α, ordinal', 'AC1']
  expect([...termsIn(heads)]).toEqual([
    ['Cohen’s κ', 'kappa'],
    ['Krippendorff’s α, ordinal', 'alpha'],
    ['AC1', 'ac1'],
    ['Tie-discounted, %', 'agreement'],
  ])
  expect(termsIn(['Judgments', 'Items']).size).toBe(0)
})

test('a term is told in one sentence, and when to worry in another', () => {
  for (const { says, worry } of Object.values(TERMS))
    for (const sentence of [says, worry]) expect(sentence).toMatch(/^[^.]+\.$|^[^.]+\d\.\d+[^.]*(\.\d+[^.]*)*\.$/)
})
