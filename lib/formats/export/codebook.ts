import type { Column, RowOf } from '@/lib/exports/columns'

/** codebook.csv: one row a column of a file. */
export const CODEBOOK_COLUMNS = [
  { name: 'file', type: 'text', holds: 'The file, as its address ends.' },
  { name: 'column', type: 'text', holds: 'Name of the column.' },
  {
    name: 'type',
    type: 'text',
    holds: 'text, integer, number, boolean, time (ISO 8601, UTC), json, or messages: a list of role and content.',
  },
  { name: 'holds', type: 'text', holds: 'What it holds.' },
] as const satisfies readonly Column[]

type Table = { name: string; columns?: readonly Column[] }

/** What each column of these files holds; files that are no tables have no rows. */
export function codebookRows(files: readonly Table[]): RowOf<typeof CODEBOOK_COLUMNS>[] {
  return files.flatMap(({ name: file, columns = [] }) =>
    columns.map(({ name, type, holds }) => ({ file, column: name, type, holds })),
  )
}
