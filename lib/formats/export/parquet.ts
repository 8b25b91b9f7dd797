import 'server-only'
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Column } from '@/lib/exports/columns'
import type { Batches } from '@/lib/http/stream'

/** Rows that are encoded together: so many are kept at once, and a reader reads so many at once. */
const GROUP = 5000

/**
 * Rows as Parquet, typed by their columns: times in milliseconds of UTC, messages as lists of role and content, JSON as its
 * text. One group of rows is kept at a time.
 */
export async function* parquetChunks(batches: Batches, columns: readonly Column[]): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)]
  const file = new ParquetWriter({ writer, schema, createdBy: 'Evenhand' })
  let group: object[] = []
  for await (const batch of batches) {
    group = group.length === 0 ? [...batch] : group.concat(batch)
    if (group.length < GROUP) continue
    writeGroup(file, columns, group)
    group = []
    yield take(writer)
  }
  if (group.length > 0) writeGroup(file, columns, group)
  await file.finish()
  yield take(writer)
}

/** What was written since it was last asked. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}

function writeGroup(file: ParquetWriter, columns: readonly Column[], rows: readonly object[]): void {
  const columnData = columns.map(({ name, type }) => {
    const toValue = VALUES[type]
    const cells = rows as readonly Record<string, unknown>[]
    return { name, data: cells.map((row) => (row[name] === null ? null : toValue(row[name]))) }
  })
  void file.write({ columnData, rowGroupSize: rows.length })
}

const same = (value: unknown) => value

const VALUES: Readonly<Record<Column['type'], (value: unknown) => unknown>> = {
  text: same,
  integer: same,
  number: same,
  boolean: same,
  time: (value) => new Date(value as string),
  json: (value) => JSON.stringify(value),
  messages: same,
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const

const TYPES = {
  text: TEXT,
  json: TEXT,
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  time: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const

/** A column as the schema has it: any cell may be null. */
function elementsOf({ name, type }: Column): SchemaElement[] {
  if (type !== 'messages') return [{ name, ...TYPES[type], repetition_type: 'OPTIONAL' }]
  return [
    { name, repetition_type: 'OPTIONAL', converted_type: 'LIST', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'role', ...TEXT, repetition_type: 'OPTIONAL' },
    { name: 'content', ...TEXT, repetition_type: 'OPTIONAL' },
  ]
}
