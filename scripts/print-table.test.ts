import { expect, test } from 'vitest'
import { partsOf } from './print-table'

const rows = [
  { group: 'crowd', system: 'Heron', n: 12, 'wins, %': '50.0 (25.4 to 74.6)', 'p, Holm': '0.77' },
  { group: '저자', system: 'Alder, the longest of all', n: 3, 'wins, %': 'not defined', 'p, Holm': null },
]

test('a table that fits is one, its columns in line, also with wide letters', () => {
  expect(partsOf(rows, 2, 120)).toEqual([
    [
      'group  system                     n   wins, %              p, Holm',
      '─────  ─────────────────────────  ──  ───────────────────  ───────',
      'crowd  Heron                      12  50.0 (25.4 to 74.6)  0.77',
      '저자   Alder, the longest of all  3   not defined',
    ].join('\n'),
  ])
})

test('columns that do not fit come below, behind those that say which row it is', () => {
  const parts = partsOf(rows, 2, 60)
  expect(parts.map((part) => part.split('\n')[0]?.split(/ {2,}/))).toEqual([
    ['group', 'system', 'n', 'wins, %'],
    ['group', 'system', 'p, Holm'],
  ])
  for (const line of parts.flatMap((part) => part.split('\n'))) expect(line.length).toBeLessThanOrEqual(60)
})

test('a column that is wider than the window alone is not cut', () => {
  expect(partsOf([{ key: 'a', text: 'x'.repeat(90) }], 1, 40)[0]).toContain('x'.repeat(90))
})
