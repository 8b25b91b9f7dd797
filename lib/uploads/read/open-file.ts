import type { Format } from '../formats/format'
import { mappedUpload } from '../mapping/mapped-format'
import type { Mapping } from '../mapping/schema'
import type { Unread } from '../unread'
import { closing, cutFile, type Limits, type PartSummary } from './cut-file'
import { type ReadRow, RecordReader } from './read-record'
import { recognise } from './recognise'
import type { Container } from './sniff'
import { takeTable } from './take-table'
import { unreadable } from './unreadable'

/** A file that was recognised and can now be read, once. */
export type OpenFile = {
  format: Format
  container: Container['kind']
  /** The file's rows in its order, some at a time. */
  rows: () => AsyncGenerator<ReadRow[]>
  /** Known when all rows were read. `lines` counts records where a record is not a line. */
  summary: () => {
    lines: number
    bytes: number
    sha256: string
    parts: PartSummary[]
    system: string | null
    unread: Unread
  }
  /** Lets go of what was unpacked, however far the reading is. */
  close: () => Promise<void>
}

/**
 * Recognises a file by its content, and reads it as it comes in, holding no more than a few records.
 *
 * @param kind what the file is uploaded as
 * @param about its name, whether the system was named with it (else the file has to say who answered), and what its
 *   columns mean where somebody said it
 * @throws AppError `file_unreadable` here, or while its rows are read, naming the place and what to do; `too_large`
 */
export async function openFile(
  kind: Format['kind'],
  source: AsyncIterable<Uint8Array>,
  limits: Limits = {},
  { file = '', isNamed = true, mapping = null }: { file?: string; isNamed?: boolean; mapping?: Mapping | null } = {},
): Promise<OpenFile> {
  const { head, container, raws, total, nameOfPart, close } = await cutFile(source, limits)
  const { format, parse, seen } = await closing(close, async () =>
    mapping
      ? { format: mappedUpload(kind, mapping), ...(await takeTable(container, raws)) }
      : recognise(kind, container, raws, head),
  )
  const reader = new RecordReader(format, parse, { isNamed, nameOfPart: (part) => nameOfPart(part) || file })
  return {
    format,
    container: container.kind,
    rows: async function* () {
      yield seen.flatMap((raw) => reader.read(raw))
      for await (const batch of raws) yield batch.flatMap((raw) => reader.read(raw))
      if (reader.isEmpty) throw unreadable('The file holds no record. Choose the file that holds the data.')
    },
    summary: () => ({
      ...total(),
      ...{ system: reader.system, unread: reader.unread.summary() },
    }),
    close,
  }
}
