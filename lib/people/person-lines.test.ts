import { expect, test } from 'vitest'
import { PersonLines } from './person-lines'

const read = (text: string) => PersonLines.parse(text)

test.each([
  ['Mara Lindt', { name: 'Mara Lindt', email: null }],
  ['  김서연  ', { name: '김서연', email: null }],
  ['mara@example.org', { name: 'mara@example.org', email: 'mara@example.org' }],
  ['Mara Lindt, Mara@Example.org', { name: 'Mara Lindt', email: 'mara@example.org' }],
  ['"Mara Lindt" <mara@example.org>', { name: 'Mara Lindt', email: 'mara@example.org' }],
  ['Mara Lindt\tmara@example.org', { name: 'Mara Lindt', email: 'mara@example.org' }],
  ['mara@example.org;Mara Lindt', { name: 'Mara Lindt', email: 'mara@example.org' }],
  ['Lindt, Mara', { name: 'Lindt, Mara', email: null }],
])('a line %j is a person', (line, person) => {
  expect(read(line)).toEqual([person])
})

test('lines are people, and empty ones nobody', () => {
  expect(read('One\r\n\n Two \n').map(({ name }) => name)).toEqual(['One', 'Two'])
})

test.each([
  ['', 'Name at least one person.'],
  [' \n ', 'Name at least one person.'],
  ['One\nTwo\none', 'Line 3: “one” is named twice.'],
  ['A, a@example.org\nB, A@example.org', 'Line 2: “a@example.org” is named twice.'],
  ['Fine\nBad, a@b', 'Line 2: Give an e-mail such as name@example.org.'],
  [`${'x'.repeat(101)}`, 'Line 1: At most 100 characters.'],
  [Array.from({ length: 201 }, (_, nth) => `P${nth}`).join('\n'), 'At most 200 people at once.'],
])('%j is refused, with its line', (pasted, message) => {
  expect(PersonLines.safeParse(pasted).error?.issues.map((issue) => issue.message)).toContain(message)
})
