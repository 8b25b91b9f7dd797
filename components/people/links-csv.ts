type Row = { name: string; email: string | null; url: string }

/** Links as a file for spreadsheets. A cell that one would run as a formula begins with an apostrophe. */
export function linksCsv(rows: readonly Row[]): string {
  const lines = [['name', 'email', 'link'], ...rows.map(({ name, email, url }) => [name, email ?? '', url])]
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
