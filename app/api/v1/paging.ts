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

/** Before a place, so that a word that is no cursor is told from one. */
const MARK = 'at '

/**
 * A page of a list, which begins behind a place and not at a row: what comes in or goes between two pages moves nothing.
 * @param placeOf a row's place, as a text: rows are in the order of their places, and no two have the same one
 * @throws AppError `invalid` for a cursor of no list
 */
export function pageOf<T>(rows: readonly T[], { limit, cursor }: Paging, placeOf: (row: T) => string) {
  const after = cursor === undefined ? null : readCursor(cursor)
  const placed = rows
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => after === null || place > after)
  placed.sort((one, other) => (one.place < other.place ? -1 : 1))
  return pageAfter(placed.slice(0, limit + 1), limit)
}

/** A page of rows that were read in their order from behind a cursor, one more than fit on it where there are more. */
export function pageAfter<T>(placed: readonly { row: T; place: string }[], limit: number) {
  const shown = placed.slice(0, limit)
  const last = shown.at(-1)
  return { data: shown.map(({ row }) => row), next: last && placed.length > limit ? makeCursor(last.place) : null }
}

/** Beyond the last moment that there is. */
const LAST = 8_640_000_000_000_000

/** A place in a list with the newest first. */
export function newestFirst(at: Date, id: string): string {
  return `${String(LAST - at.getTime()).padStart(17, '0')} ${id}`
}

/** A place in a list by number and then by id. */
export function byNumber(number: number, id: string): string {
  return `${String(number).padStart(12, '0')} ${id}`
}

/** The moment and the id of a place in a list with the newest first. @throws AppError `invalid` for another list's */
export function readNewest(place: string): { at: Date; id: string } {
  const [, left, id] = /^(\d{17}) ([0-9a-f-]{36})$/.exec(place) ?? []
  if (!left || !id) throw wrongCursor()
  return { at: new Date(LAST - Number(left)), id }
}

/** The number and the id of a place in a list by number. @throws AppError `invalid` for another list's */
export function readNumber(place: string): { number: number; id: string } {
  const [, number, id] = /^(\d{12}) ([0-9a-f-]{36})$/.exec(place) ?? []
  if (!number || !id) throw wrongCursor()
  return { number: Number(number), id }
}

/** Of the audit trail, whose pages are as long as they are. */
export const AuditQuery = Paging.pick({ cursor: true })

type Entry = { id: string; at: Date; actor: string | null; action: string; subject: string }

/** A page of the audit trail, without what only pages read. */
export async function auditPage<E extends Entry>(
  { cursor }: z.output<typeof AuditQuery>,
  read: (before: string | undefined) => Promise<{ rows: E[]; next: string | null }>,
) {
  const place = cursor === undefined ? undefined : readCursor(cursor)
  if (place !== undefined && !/^\d{1,18}$/.test(place)) throw wrongCursor()
  const { rows, next } = await read(place)
  return { data: rows, next: next === null ? null : makeCursor(next) }
}

/** A place in a list, in letters that tell nothing of how it is found. */
function makeCursor(place: string): string {
  return Buffer.from(MARK + place).toString('base64url')
}

/** @throws AppError `invalid` */
export function readCursor(cursor: string): string {
  const read = Buffer.from(cursor, 'base64url').toString()
  if (!read.startsWith(MARK)) throw wrongCursor()
  return read.slice(MARK.length)
}

function wrongCursor(): AppError {
  return new AppError('invalid', { fields: { cursor: ['The list has no such place. Begin anew, without a cursor.'] } })
}
