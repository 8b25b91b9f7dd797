import { expect, test } from 'vitest'
import { linksCsv } from './links-csv'

test('links are a file that a spreadsheet opens, and runs nothing of', () => {
  const url = 'https://lab.example/join/abc'
  const rows = [
    { name: 'Lindt, "Mara"', email: 'mara@example.org', url },
    { name: '=HYPERLINK("x")', email: null, url },
    { name: '김서연', email: null, url },
  ]
  expect(linksCsv(rows)).toBe(
    [
      ...['\uFEFFname,email,link', `"Lindt, ""Mara""",mara@example.org,${url}`],
      ...[`"'=HYPERLINK(""x"")",,${url}`, `김서연,,${url}`, ''],
    ].join('\r\n'),
  )
})
