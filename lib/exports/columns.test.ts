import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { FIGURE_COLUMNS, JUDGMENT_COLUMNS } from './columns'

test('docs/export.md describes every column, in order', () => {
  const documented = readFileSync('docs/export.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `') && !line.includes('/api/'))
    // Columns are padded to line up.
    .map((line) => line.replaceAll(/ +/g, ' '))
  expect(documented).toEqual(
    [...JUDGMENT_COLUMNS, ...FIGURE_COLUMNS].map(({ name, type, holds }) => `| \`${name}\` | ${type} | ${holds} |`),
  )
})
