import { type Message, Messages } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'

/** A record as it was parsed, nothing known of its values yet. */
export type JsonRecord = Readonly<Record<string, unknown>>

const MAX_NAME = 200
const LONE_SURROGATE = /\p{Surrogate}/u

/** Whether a field says something: CSV has an empty text where JSON leaves the field out. */
export function isGiven(record: JsonRecord, field: string): boolean {
  const value = record[field]
  return value !== undefined && value !== null && value !== ''
}

/** A text that must be there; it may be empty. @throws RecordProblem */
export function text(record: JsonRecord, field: string): string {
  const value = record[field]
  if (value === undefined || value === null)
    throw new RecordProblem('missing_field', `“${field}” is ${value === null ? 'null' : 'missing'}`)
  return checkText(value, `“${field}”`)
}

/** A text that must be there and say something. @throws RecordProblem */
export function filledText(record: JsonRecord, field: string): string {
  const value = text(record, field)
  if (value.trim() === '') throw new RecordProblem('missing_field', `“${field}” is empty`)
  return value
}

/** A short text such as an id or a category, trimmed; null when it is missing or empty. @throws RecordProblem */
export function name(record: JsonRecord, field: string): string | null {
  if (!isGiven(record, field)) return null
  const trimmed = checkText(record[field], `“${field}”`).trim()
  if (trimmed.length > MAX_NAME)
    throw new RecordProblem('too_long', `“${field}” has ${trimmed.length} characters; ${MAX_NAME} are allowed`)
  return trimmed || null
}

/** An id: a short text or a whole number. @throws RecordProblem */
export function id(record: JsonRecord, field: string): string | null {
  const value = record[field]
  if (typeof value !== 'number') return name(record, field)
  if (!Number.isSafeInteger(value))
    throw new RecordProblem('wrong_type', `“${field}” is a number that is not whole or too large to be exact`)
  return String(value)
}

/** A sample number from 0; 0 when missing. CSV brings it as text. @throws RecordProblem */
export function sample(record: JsonRecord, field: string): number {
  if (!isGiven(record, field)) return 0
  const value = record[field]
  const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0 && number < 2 ** 31) return number
  throw new RecordProblem('wrong_type', `“${field}” is ${show(value)}, not a whole number from 0`)
}

/** Tags: a list of texts, or one text with semicolons between them. @throws RecordProblem */
export function tags(record: JsonRecord, field: string): string[] {
  if (!isGiven(record, field)) return []
  const value = record[field]
  const list = Array.isArray(value) ? value : checkText(value, `“${field}”`).split(';')
  return list.map((tag) => name({ [field]: tag }, field)).filter((tag) => tag !== null)
}

/** Chat messages. @throws RecordProblem */
export function messages(record: JsonRecord, field: string): Message[] {
  const parsed = Messages.safeParse(record[field])
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.length ? `“${field}” at ${issue.path.join('.')}` : `“${field}”`
    throw new RecordProblem(
      record[field] === undefined ? 'missing_field' : 'wrong_type',
      `${place}: wanted is a list of {"role": "user" | "assistant" | "system", "content": "…"}`,
    )
  }
  for (const [index, { content }] of parsed.data.entries()) checkText(content, `“${field}” at ${index}.content`)
  return parsed.data
}

/** A list of texts that must be there. @throws RecordProblem */
export function texts(record: JsonRecord, field: string): string[] {
  const value = record[field]
  if (value === undefined || value === null) throw new RecordProblem('missing_field', `“${field}” is missing`)
  if (!Array.isArray(value)) throw new RecordProblem('wrong_type', `“${field}” is ${show(value)}, not a list of texts`)
  if (value.length === 0) throw new RecordProblem('missing_field', `“${field}” is an empty list`)
  return value.map((item, index) => checkText(item, `“${field}” at ${index}`))
}

/** A value in few words, for a message. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const shown = JSON.stringify(value) ?? 'missing'
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}

function checkText(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new RecordProblem('wrong_type', `${place} is ${show(value)}, not text`)
  // The database stores neither.
  if (value.includes('\0')) throw new RecordProblem('unstorable', `${place} holds the character U+0000`)
  if (LONE_SURROGATE.test(value))
    throw new RecordProblem('unstorable', `${place} holds half a character (a lone surrogate)`)
  return value
}
