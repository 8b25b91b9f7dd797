import { expect, test } from 'vitest'
import { compareNumbers, freezeNumbers, thawNumbers } from './frozen-numbers'

test('what was frozen under the word ratings is compared with strengths', () => {
  const row = { system: 'Alder', model: 'Davidson' }
  const kept = freezeNumbers({
    recorded: 9,
    counted: 9,
    figures: [{ name: 'ratings', rows: [{ ...row, rating: 1012.5 }] }],
  })
  const { figures } = thawNumbers(kept)
  const now = (strength: number) => compareNumbers(figures, [{ name: 'strengths', rows: [{ ...row, strength }] }])
  expect(now(1012.5)).toMatchObject([{ name: 'strengths', changes: [] }])
  expect(now(990)).toMatchObject([{ changes: [{ column: 'strength', before: 1012.5, after: 990 }] }])
})
