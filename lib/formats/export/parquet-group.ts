import type { Column } from '@/lib/exports/columns'

const SMALLEST = 2 ** 16

type Row = Readonly<Record<string, unknown>>

/**
 * The rows of a Parquet group until they are encoded, column by column as JSON in one piece of memory that each group uses
 * again. As values they would live too long to be collected as young ones: hundreds of megabytes of those pile up before
 * the old are collected.
 */
export function parquetGroup(columns: readonly Column[]) {
  let memory: Buffer = Buffer.allocUnsafe(SMALLEST)
  let [used, rows] = [0, 0]
  const places = columns.map(() => [] as { from: number; to: number }[])
  const keep = (text: string) => {
    const most = 3 * text.length
    if (used + most > memory.length) memory = enlarged(memory, used + most)
    const from = used
    used += memory.write(text, from)
    return { from, to: used }
  }
  return {
    add(batch: readonly Row[]): void {
      for (const [nth, { name }] of columns.entries())
        places[nth]?.push(keep(JSON.stringify(batch.map((row) => row[name]))))
      rows += batch.length
    },
    rows: () => rows,
    bytes: () => used,
    /** What `ParquetWriter` takes; the values of a column are there only while it is at that column. */
    columns: () =>
      columns.map(({ name, type }, nth) => ({
        name,
        offsetIndex: false,
        get data() {
          const values = (places[nth] ?? []).flatMap(
            ({ from, to }) => JSON.parse(memory.toString('utf8', from, to)) as unknown[],
          )
          const toValue = VALUES[type]
          return toValue ? values.map((value) => (value === null ? null : toValue(value))) : values
        },
      })),
    empty(): void {
      used = 0
      rows = 0
      for (const place of places) place.length = 0
    },
  }
}

function enlarged(memory: Buffer, wanted: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(wanted, 2 * memory.length))
  memory.copy(larger)
  return larger
}

/** What the writer takes in place of a value, where it is another. */
const VALUES: Readonly<Partial<Record<Column['type'], (value: unknown) => unknown>>> = {
  time: (value) => BigInt(Date.parse(value as string)),
  json: (value) => JSON.stringify(value),
}
