/** One figure of a benchmark: what was measured, what was wanted. */
export type Figure = { name: string; value: number; wanted: string; note?: string }

/** Prints figures as a table, or with `--json` as one object on standard output. */
export function report(figures: readonly Figure[]): void {
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(Object.fromEntries(figures.map(({ name, value }) => [name, value]))))
    return
  }
  const rows = figures.map(({ name, value, wanted, note = '' }) => [name, value.toPrecision(3), wanted, note])
  const table = [['figure', 'measured', 'wanted', ''], ...rows]
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  for (const row of table)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

/** Tells what goes on, apart from the figures. */
export function say(line: string): void {
  console.error(line)
}

/** @throws RangeError for an empty list */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing was measured')
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}
