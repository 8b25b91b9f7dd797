import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { MAX_RECORD_BYTES } from './bounds'
import type { RawRecord } from './raw-record'
import type { Spool } from './spool'
import { nameOf, type Unpacking } from './unpacking'
import { unreadable } from './unreadable'

const MIB = 1024 * 1024

/** What the footer may weigh, which is read whole. */
const FOOTER_BYTES = 64 * MIB

/** What is unpacked at once: of larger row groups a part of the rows at a time, which takes longer. */
const SLICE_BYTES = 64 * MIB
const LARGEST_GROUP = 2048 * MIB
const ROWS_AT_ONCE = 20_000

type Parquet = { rows: number; raws: () => AsyncGenerator<RawRecord[]> }

/**
 * Opens a Parquet file, whose rows become records of JSON, some at a time.
 * @throws AppError `file_unreadable` when it is damaged, locked, or unpacks to more than data do
 */
export async function openParquet(spool: Spool, name: string, unpacking: Unpacking): Promise<Parquet> {
  const file: AsyncBuffer = { byteLength: spool.size, slice: (start, end) => spool.slice(start, end) }
  const metadata = await whole(name, async () => {
    const tail = Buffer.from(await spool.slice(Math.max(0, spool.size - 8)))
    if (tail.toString('latin1', 4) !== 'PAR1' || tail.readUInt32LE(0) > FOOTER_BYTES) throw new Error('No footer')
    return parquetMetadataAsync(file)
  })
  const sizes = metadata.row_groups.map((group) => group.columns.reduce((sum, column) => sum + unpackedSize(column), 0))
  for (const [index, size] of sizes.entries()) {
    unpacking.take(size, name)
    if (size > LARGEST_GROUP)
      throw unreadable(
        `Row group ${index + 1} of ${nameOf(name)} holds ${Math.round(size / MIB)} MB. Write the file with smaller row groups (in pandas: to_parquet(…, row_group_size=10000)).`,
      )
  }
  const largest = Math.max(0, ...metadata.row_groups.flatMap((group) => group.columns.map(unpackedSize)))
  return {
    rows: Number(metadata.num_rows),
    raws: () => readRows({ file, metadata, compressors: within(largest) }, sizes, name),
  }
}

type Source = { file: AsyncBuffer; metadata: FileMetaData; compressors: typeof compressors }

async function* readRows(source: Source, sizes: readonly number[], name: string): AsyncGenerator<RawRecord[]> {
  let before = 0
  for (const [index, group] of source.metadata.row_groups.entries()) {
    const rows = Number(group.num_rows)
    const slices = Math.max(1, Math.ceil((sizes[index] ?? 0) / SLICE_BYTES), Math.ceil(rows / ROWS_AT_ONCE))
    const step = Math.ceil(rows / slices)
    for (let at = 0; at < rows; at += step) {
      const [rowStart, rowEnd] = [before + at, before + Math.min(rows, at + step)]
      const read = await whole(name, () => parquetReadObjects({ ...source, rowStart, rowEnd }))
      yield read.map((row, place) => {
        const line = rowStart + place + 1
        return { line, record: line, bytes: encode(row) }
      })
    }
    before += rows
  }
}

/** A row as JSON, or null for more than a record may have. */
function encode(row: object): Buffer | null {
  const bytes = Buffer.from(JSON.stringify(row, plain))
  return bytes.length > MAX_RECORD_BYTES ? null : bytes
}

/** Numbers that JSON has no word for keep their digits; bytes, as of a picture, are an object, which no text is. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === 'bigint')
    return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : String(value)
  return value instanceof Uint8Array ? { bytes: value.length } : value
}

function unpackedSize({ meta_data: meta }: FileMetaData['row_groups'][number]['columns'][number]): number {
  return Number(meta?.total_uncompressed_size ?? 0)
}

/** What unpacks pages, though none to more than the file says of its columns. */
function within(most: number): typeof compressors {
  return Object.fromEntries(
    Object.entries(compressors).map(([codec, unpack]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (length > most) throw new Error('A page is larger than its column')
        return unpack(input, length)
      },
    ]),
  )
}

/** Whatever goes wrong in between is the file's fault. */
async function whole<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    const why =
      error instanceof Error && /encrypt/i.test(error.message) ? 'it is encrypted' : 'it is damaged or was cut short'
    throw unreadable(`${nameOf(name)} cannot be read as Parquet: ${why}. Write or download it again.`, error)
  }
}
