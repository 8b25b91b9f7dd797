import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv-line'

/** Letters that some rule is about, beside ordinary ones. */
const LETTERS = [...'=+-@\t\r\n",;\' \uFF1D\uFF0B\uFF0D\uFF20aé연0.', '\r\n', '💥']

test('lines are, byte for byte, what csv-stringify makes of them', () => {
  const text = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join(''))
  const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  const listed = fc.array(text, { maxLength: 3 })
  const cell = fc.oneof(text, fc.string({ unit: 'binary' }), number, fc.boolean(), fc.constant(null), listed)
  const options = { escape_formulas: true, cast: { boolean: String } }
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
      expect(csvLine(cells)).toBe(stringify([cells], options))
    }),
    { numRuns: 1500 },
  )
})

test('what a spreadsheet would run is text, and a number is a number', () => {
  expect(csvLine(['=1+1', '-1', -1, '+', '@a', 'a=b', '\tx', '＝1', null, '', true])).toBe(
    "'=1+1,'-1,-1,'+,'@a,a=b,'\tx,'＝1,,,true\n",
  )
})
