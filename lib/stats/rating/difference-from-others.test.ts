import { expect, test } from 'vitest'
import { differenceFromOthers } from './difference-from-others'

const item = (...categories: (number | null)[]) =>
  categories.flatMap((category, annotator) => (category === null ? [] : [{ annotator, category }]))

test('an annotator is compared with the mean of the others, where there are two or more', () => {
  const items = [item(2, 0, 1), item(0, 1, 1, 1), item(1, 1, null), item(null, 0, 1)]
  const scores = [0, 1, 3]
  // |3 − ½| and |0 − 1|
  expect(differenceFromOthers(items, 0, scores)).toMatchObject({ value: { mean: 1.75, items: 2 } })
  expect(differenceFromOthers(items, 0, scores, true)).toMatchObject({ value: { mean: 0.75, items: 2 } })
  expect(differenceFromOthers(items, 5, scores)).toMatchObject({ defined: false, reason: expect.stringMatching(/\.$/) })
})

test('who always says what the others say is 0 away, without an interval', () => {
  const items = [item(1, 1, 1), item(2, 2, 2)]
  expect(differenceFromOthers(items, 1, [0, 1, 2])).toEqual({
    defined: true,
    value: { mean: 0, interval: null, items: 2 },
  })
})
