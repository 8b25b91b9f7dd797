import { stripVTControlCharacters } from 'node:util'

/** How wide a line may be where no terminal says so: what most windows and pages show. */
const USUAL_WIDTH = 120

/**
 * Prints rows as a table that no line of is wider than the window: columns that do not fit come in a further table below,
 * behind the first columns again, by which rows are known.
 * @param keys how many columns say which row it is
 */
export function printTable(rows: readonly object[], keys: number, width = process.stdout.columns ?? USUAL_WIDTH): void {
  for (const part of partsOf(rows, keys, width)) console.log(part)
}

/** The tables as texts, each no wider than `width` unless one column alone is. */
export function partsOf(rows: readonly object[], keys: number, width: number): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = names.map((name) => {
    const cells = rows.map((row) => show((row as Record<string, unknown>)[name]))
    return { name, cells, width: Math.max(...[name, ...cells].map(widthOf)) }
  })
  const [known, others] = [columns.slice(0, keys), columns.slice(keys)]
  const parts: Column[][] = [[...known]]
  for (const column of others) {
    const part = parts.at(-1) as Column[]
    const isFull = part.length > known.length && sum([...part, column]) > width
    if (isFull) parts.push([...known, column])
    else part.push(column)
  }
  return parts.map((part) => draw(part, rows.length))
}

type Column = { name: string; cells: string[]; width: number }

const GAP = '  '

function sum(columns: readonly Column[]): number {
  return columns.reduce((total, { width }) => total + width + GAP.length, -GAP.length)
}

function draw(columns: readonly Column[], rows: number): string {
  const line = (cellOf: (column: Column) => string) =>
    columns
      .map((column) => pad(cellOf(column), column.width))
      .join(GAP)
      .trimEnd()
  const rule = columns.map(({ width }) => '─'.repeat(width)).join(GAP)
  return [
    line(({ name }) => name),
    rule,
    ...Array.from({ length: rows }, (_, row) => line(({ cells }) => cells[row] ?? '')),
  ].join('\n')
}

function show(value: unknown): string {
  return value === null || value === undefined ? '' : String(value)
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** How wide a text stands in a terminal: ideographs and Hangul take two places. */
function widthOf(text: string): number {
  const wide = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u{FF01}-\u{FF60}]/u
  return [...stripVTControlCharacters(text)].reduce((total, sign) => total + (wide.test(sign) ? 2 : 1), 0)
}
