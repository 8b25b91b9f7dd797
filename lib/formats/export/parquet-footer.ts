import { ByteWriter, type ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { writeMetadata } from 'hyparquet-writer/src/metadata.js'

type RowGroup = ParquetWriter['row_groups'][number]

/** Lists of Thrift's compact protocol: so many structures of this type stand in the header's own byte. */
const [STRUCT, MOST_IN_HEADER] = [12, 14]
const LENGTH_BYTES = 4
const MAGIC = new TextEncoder().encode('PAR1')

/**
 * The end of a Parquet file, whose groups of rows are described in the bytes that will stand there as soon as they are
 * written: as objects a description takes ten times as much, and all of them are kept until the end.
 */
export function parquetFooter(about: { schema: SchemaElement[]; created_by: string }) {
  const described: Uint8Array[] = []
  let rows = 0n
  return {
    add(group: RowGroup): void {
      const none = describe(about, [], 0n)
      const one = describe(about, [group], 0n)
      const { head, tail } = around(none, one)
      described.push(one.slice(head + 1, one.length - tail))
      rows += group.num_rows
    },
    *chunks(): Generator<Uint8Array> {
      const none = describe(about, [], rows)
      const { head, tail } = around(none, describe(about, [NO_GROUP], rows))
      const parts = [none.slice(0, head), listHeader(described.length), ...described, none.slice(none.length - tail)]
      yield* parts
      const length = new DataView(new ArrayBuffer(LENGTH_BYTES))
      length.setUint32(
        0,
        parts.reduce((sum, part) => sum + part.length, 0),
        true,
      )
      yield new Uint8Array(length.buffer)
      yield MAGIC
    },
  }
}

const NO_GROUP: RowGroup = { columns: [], total_byte_size: 0n, num_rows: 0n }

/** A whole description, without the length that the library writes behind it. */
function describe(about: { schema: SchemaElement[]; created_by: string }, row_groups: RowGroup[], num_rows: bigint) {
  const writer = new ByteWriter()
  writeMetadata(writer, { version: 2, ...about, num_rows, row_groups, metadata_length: 0 })
  return writer.getBytes().slice(0, -LENGTH_BYTES)
}

/** Where the header of the list of groups stands, and how much follows the list: that of none differs from that of one. */
function around(none: Uint8Array, one: Uint8Array): { head: number; tail: number } {
  const head = none.findIndex((byte, at) => byte !== one[at])
  return { head, tail: none.length - head - 1 }
}

function listHeader(length: number): Uint8Array {
  const writer = new ByteWriter()
  writer.appendUint8((Math.min(length, MOST_IN_HEADER + 1) << 4) | (length > 0 ? STRUCT : 0))
  if (length > MOST_IN_HEADER) writer.appendVarInt(length)
  return writer.getBytes()
}
