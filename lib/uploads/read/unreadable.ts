import { AppError } from '@/lib/errors'

/** Closes the message on a file that is none of ours. */
export const ACCEPTED =
  'Accepted are JSON Lines, a JSON list, CSV, Parquet and Excel workbooks (.xlsx), also in gzip and zip archives, in the formats described under “File formats” (docs/file-formats.md).'

/** The file as a whole cannot be read: the message names the place and what to do. */
export function unreadable(message: string, cause?: unknown): AppError {
  return new AppError('file_unreadable', { message, ...(cause !== undefined && { cause }) })
}
