/** What a spreadsheet would run as a formula begins with these, also as wide letters. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/
const NEEDS_QUOTES = /[",\n\r]/

/**
 * Cells as a line of CSV (RFC 4180). A text that a spreadsheet would run as a formula gets a leading apostrophe; numbers stay
 * numbers; null is empty; what is a list or an object is its JSON.
 */
export function csvLine(cells: readonly unknown[]): string {
  let line = ''
  for (const cell of cells) line += `,${cellOf(cell)}`
  return `${line.slice(1)}\n`
}

function cellOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  const said = typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
  const text = FORMULA.test(said) ? `'${said}` : said
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
