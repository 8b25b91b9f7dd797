import 'server-only'
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Column } from '@/lib/exports/columns'
import type { Batches } from '@/lib/http/stream'

/** Rows that are encoded together: so many are kept at once, and a reader reads so many at once. */
const GROUP = 2000

/**
 * Rows as Parquet, typed by their columns: times in milliseconds of UTC, messages as lists of role and content, JSON as its
 * text. Of one group of rows the cells are kept at a time, by column; rows are let go as they come.
 */
export async function* parquetChunks(batches: Batches, columns: readonly Column[]): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)]
  const file = new ParquetWriter({ writer, schema, createdBy: 'Evenhand' })
  let group = emptyGroup(columns)
  for await (const batch of batches) {
    for (const { data, name, toValue } of group) for (const row of batch) data.push(toValue((row as Row)[name]))
    if (rowsOf(group) < GROUP) continue
    writeGroup(file, group)
    group = emptyGroup(columns)
    yield take(writer)
  }
  if (rowsOf(group) > 0) writeGroup(file, group)
  await file.finish()
  yield take(writer)
}

type Row = Readonly<Record<string, unknown>>
type Cells = { name: string; data: unknown[]; toValue: (value: unknown) => unknown }

const emptyGroup = (columns: readonly Column[]): Cells[] =>
  columns.map(({ name, type }) => {
    const toValue = VALUES[type]
    return { name, data: [], toValue: (value) => (value === null ? null : toValue(value)) }
  })

const rowsOf = (group: readonly Cells[]) => group[0]?.data.length ?? 0

function writeGroup(file: ParquetWriter, group: readonly Cells[]): void {
  const columnData = group.map(({ name, data }) => ({ name, data }))
  void file.write({ columnData, rowGroupSize: rowsOf(group) })
}

/** What was written since it was last asked. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
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
