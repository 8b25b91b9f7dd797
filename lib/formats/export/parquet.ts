import 'server-only'
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import type { Column } from '@/lib/exports/columns'
import type { Batches } from '@/lib/http/stream'
import { parquetFooter } from './parquet-footer'
import { parquetGroup } from './parquet-group'

/** Rows that are encoded together, and that a reader reads at once: so many, or fewer that have so many bytes. */
const GROUP = 2000
const GROUP_BYTES = 2 ** 24
const CREATED_BY = 'Evenhand'

/**
 * Rows as Parquet, typed by their columns: times in milliseconds of UTC, messages as lists of role and content, JSON as its
 * text. One group of rows is kept at a time.
 */
export async function* parquetChunks(batches: Batches, columns: readonly Column[]): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const schema = [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)]
  const file = new ParquetWriter({ writer, schema, createdBy: CREATED_BY })
  const footer = parquetFooter({ schema, created_by: CREATED_BY })
  const group = parquetGroup(columns)
  const encode = () => {
    void file.write({ columnData: group.columns(), rowGroupSize: group.rows() })
    group.empty()
    for (const written of file.row_groups.splice(0)) footer.add(written)
    // What else it notes of pages is for indexes, which are not written.
    file.pendingIndexes.length = 0
    return take(writer)
  }
  for await (const batch of batches) {
    group.add(batch as readonly Readonly<Record<string, unknown>>[])
    if (group.rows() >= GROUP || group.bytes() >= GROUP_BYTES) yield encode()
  }
  if (group.rows() > 0) yield encode()
  if (writer.index > 0) yield take(writer)
  yield* footer.chunks()
}

/** What was written since it was last asked. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
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
