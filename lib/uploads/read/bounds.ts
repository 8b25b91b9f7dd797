/** Longer records are left out unread, so that one endless line cannot fill the memory. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024

/** What one record or one header may hold; data that people compare stay far below. */
export const MOST = { columns: 1000, depth: 64, fields: 1000, turns: 1000, samples: 1000, tags: 200, blanks: 100_000 }

const MIB = 1024 * 1024

/** What may come out of what was packed, so that no small file fills the disk or the memory. */
export const UNPACKED = {
  /** Times the bytes that came in; what is small may unpack to `floor` bytes all the same. */
  ratio: 20,
  floor: 16 * MIB,
  bytes: 4096 * MIB,
  entries: 10_000,
  /** An archive in an archive is opened, one in that is not. */
  depth: 2,
  /** Of a workbook, whose texts are held. */
  workbookBytes: 50 * MIB,
  cells: 1_000_000,
  /** Of a log's sample, most of which is not read. */
  sampleBytes: 64 * MIB,
}
