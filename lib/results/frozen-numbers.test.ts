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

test('a number is the same where only the order of a sum can tell it from before', () => {
  const figure = (fleiss: number) => [{ name: 'coefficients', rows: [{ group: 'crowd', fleiss }] }]
  const changes = (before: number, after: number) => compareNumbers(figure(before), figure(after))[0]?.changes
  expect(changes(0.21613992058625642, 0.21613992058625686)).toEqual([])
  expect(changes(0, 0)).toEqual([])
  expect(changes(0.2161399205, 0.2161399206)).toHaveLength(1)
  expect(changes(0, 1e-15)).toHaveLength(1)
})
