import { expect, test } from 'vitest'
import { valueOrNull } from './estimate'
import { agreementWithPlurality } from './plurality-agreement'

const item = (...categories: number[]) => categories.map((category, annotator) => ({ annotator, category }))

test('the table of plurality and annotator, and what holds where the plurality stands alone', () => {
  // Annotator 0 beside others; the third item's others are divided, which counts as a tie.
  const found = valueOrNull(agreementWithPlurality([item(0, 0, 0), item(1, 2, 2), item(1, 0, 2), item(2, 2)], 0))
  expect(found).toMatchObject({
    items: 3,
    exact: expect.closeTo(2 / 3, 12),
    tieDiscounted: expect.closeTo(2.5 / 3, 12),
    table: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 0],
    ],
    unique: { exact: 0.5, items: 2 },
  })
})

test('where others are always divided nothing is unique', () => {
  expect(valueOrNull(agreementWithPlurality([item(1, 0, 2)], 0))).toMatchObject({ exact: 1, unique: null })
})
