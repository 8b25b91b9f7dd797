import { RecordProblem } from '../problems'
import { checkText, type JsonRecord, show } from '../read/fields'
import type { Place } from './schema'
import { valueAt } from './value-at'

const MAX_NAME = 200

/** A value of few characters as text, trimmed: numbers, true and false as they are written, an empty text for nothing. @throws RecordProblem */
export function scalarAt(record: JsonRecord, place: Place): string {
  const value = valueAt(record, place)
  if (value === undefined || value === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  return checkText(value, `“${place.path}”`).trim()
}

/** A name or an id; null for nothing. @throws RecordProblem */
export function nameAt(record: JsonRecord, place: Place | undefined): string | null {
  if (!place) return null
  const found = scalarAt(record, place)
  if (found.length > MAX_NAME)
    throw new RecordProblem('too_long', `“${place.path}” has ${found.length} characters; ${MAX_NAME} are allowed`)
  return found || null
}

/** A number, which tables may have as text; null for nothing. @throws RecordProblem */
export function numberAt(record: JsonRecord, place: Place): number | null {
  const found = scalarAt(record, place)
  if (found === '') return null
  const number = Number(found)
  if (!Number.isFinite(number)) throw new RecordProblem('wrong_type', `“${place.path}” is ${show(found)}, not a number`)
  return number
}
