import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { word } from '@/lib/inputs'

const MOST = 500

/** Which part of a list: where the page before said that the next begins. */
export const Paging = z.strictObject({
  limit: z.coerce
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(1, 'At least 1.')
    .max(MOST, 'At most 500.')
    .default(100),
  cursor: word(200).optional(),
})
type Paging = z.output<typeof Paging>

/** A page of a list that is read as a whole, in its order. @throws AppError `invalid` for a cursor of no such list */
export function pageOf<T extends { id: string }>(rows: readonly T[], { limit, cursor }: Paging) {
  const after = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === readCursor(cursor))
  if (cursor !== undefined && after < 0) throw wrongCursor()
  const data = rows.slice(after + 1, after + 1 + limit)
  const last = data.at(-1)
  return { data, next: last && after + 1 + limit < rows.length ? makeCursor(last.id) : null }
}

/** A place in a list, in letters that tell nothing of how it is found. */
export function makeCursor(place: string): string {
  return Buffer.from(place).toString('base64url')
}

export function readCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString()
}

export function wrongCursor(): AppError {
  return new AppError('invalid', { fields: { cursor: ['The list has no such place. Begin anew, without a cursor.'] } })
}
