/** Longer records are left out unread, so that one endless line cannot fill the memory. */
export const MAX_RECORD_BYTES = 8 * 1024 * 1024

/** What one record or one header may hold; data that people compare stay far below. */
export const MOST = { columns: 1000, depth: 64, fields: 1000, turns: 1000, samples: 1000, tags: 200, blanks: 100_000 }
