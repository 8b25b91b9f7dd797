import { expect, test } from 'vitest'
import { pEquals, pValue } from './p-value'

test.each([
  [1, '1'],
  [0.1664, '0.17'],
  [0.0912, '0.091'],
  [0.00123, '0.0012'],
  [4.7e-7, '4.7 × 10⁻⁷'],
  [1.2e-14, '1.2 × 10⁻¹⁴'],
  [0, '< 10⁻³⁰⁰'],
])('%d is printed as %s', (p, text) => {
  expect(pValue(p)).toBe(text)
})

test('an equals sign gives way to a smaller sign', () => {
  expect([pEquals(0.17), pEquals(0)]).toEqual(['p = 0.17', 'p < 10⁻³⁰⁰'])
})
