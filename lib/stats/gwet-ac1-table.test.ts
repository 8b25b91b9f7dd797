import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chanceCorrectedAgreement } from './chance-corrected-agreement'
import { gwetAc1OfTable } from './gwet-ac1-table'

test('a table gives what its items give', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2)), { minLength: 1, maxLength: 60 }), (pairs) => {
      const table = [0, 1, 2].map((k) => [0, 1, 2].map((l) => pairs.filter(([a, b]) => a === k && b === l).length))
      const items = pairs.map(([a, b]) => [0, 1, 2].map((k) => Number(a === k) + Number(b === k)))
      const [got, wanted] = [gwetAc1OfTable(table), chanceCorrectedAgreement(items, 'gwet')]
      if (!got.defined || !wanted.defined) throw new Error('not defined')
      expect(got.value).toBeCloseTo(wanted.value.coefficient, 12)
    }),
  )
})

test('an empty table has none', () => {
  expect(
    gwetAc1OfTable([
      [0, 0],
      [0, 0],
    ]),
  ).toMatchObject({ defined: false })
})
