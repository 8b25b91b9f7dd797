import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Column, FIGURE_COLUMNS } from '@/lib/exports/columns'
import { STUDY_FILES } from './study-files'

// Columns are padded to line up.
const docs = ['docs/export.md', 'docs/file-formats.md'].map((name) =>
  `${readFileSync(name, 'utf8')}\n`.replaceAll(/ +/g, ' ').replaceAll(/-+/g, '-'),
)

const tableOf = (columns: readonly Column[]) =>
  [
    '| column | type | holds |',
    '| - | - | - |',
    ...columns.map(({ name, type, holds }) => `| \`${name}\` | ${type} | ${holds.replaceAll(/-+/g, '-')} |`),
    '',
  ].join('\n')

const tables = STUDY_FILES.flatMap(({ name, columns }) => (columns ? [{ name, columns }] : []))

test.each([...tables, { name: 'figure-1.csv', columns: FIGURE_COLUMNS }])(
  'the columns of $name stand in the docs, all of them and in order',
  ({ columns }) => {
    expect(docs.filter((text) => text.includes(`\n${tableOf(columns)}\n`))).toHaveLength(1)
  },
)

test.each(STUDY_FILES.map(({ name }) => name))('%s has an address of its own in the docs', (name) => {
  expect(docs.some((text) => text.includes(`/api/studies/STUDY_ID/${name}\``))).toBe(true)
})
