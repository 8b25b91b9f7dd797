import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { MOST } from './bounds'

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
  const list = Array.isArray(value) ? value : checkText(value, `“${field}”`).split(';', MOST.tags + 1)
  if (list.length > MOST.tags)
    throw new RecordProblem('too_long', `“${field}” has more than ${MOST.tags} tags, which is the most`)
  return list.map((tag) => name({ [field]: tag }, field)).filter((tag) => tag !== null)
}

const ROLES = new Set(['user', 'assistant', 'system'])
const WANTED = 'wanted is a list of {"role": "user" | "assistant" | "system", "content": "…"}'

/** Chat messages. Stops at the first that is none. @throws RecordProblem */
export function messages(record: JsonRecord, field: string): Message[] {
  const value = record[field]
  const refuse = (place: string) => new RecordProblem('wrong_type', `“${field}”${place}: ${WANTED}`)
  if (value === undefined) throw new RecordProblem('missing_field', `“${field}”: ${WANTED}`)
  if (!Array.isArray(value) || value.length === 0) throw refuse('')
  if (value.length > MOST.turns)
    throw new RecordProblem('too_long', `“${field}” has ${value.length} turns; ${MOST.turns} are allowed`)
  return value.map((message: unknown, index) => {
    if (typeof message !== 'object' || message === null) throw refuse(` at ${index}`)
    const { role, content } = message as { role?: unknown; content?: unknown }
    if (!ROLES.has(role as string)) throw refuse(` at ${index}.role`)
    const said = contentOf(content, `“${field}” at ${index}.content`)
    if (said === null) throw refuse(` at ${index}.content`)
    return { role: role as Message['role'], content: checkText(said, `“${field}” at ${index}.content`) }
  })
}

/** What a turn says: a text, an answer in an object, or a list of parts that are all text; null for anything else. */
function contentOf(content: unknown, place: string): string | null {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) {
    const { answer, text: words } = (content ?? {}) as { answer?: unknown; text?: unknown }
    return [answer, words].find((one) => typeof one === 'string') ?? null
  }
  if (content.length > MOST.turns)
    throw new RecordProblem('too_long', `${place} has ${content.length} parts; ${MOST.turns} are allowed`)
  return content
    .map((part: unknown) => {
      const { type, text: words } = (part ?? {}) as { type?: unknown; text?: unknown }
      const hasImage = isImage(type, part)
      if (typeof words !== 'string' || (type !== undefined && type !== 'text') || hasImage)
        throw new RecordProblem(
          hasImage ? 'unsupported_image' : 'wrong_type',
          `${place} holds a part ${hasImage ? 'with an image' : `of the type ${show(type)}`}: only text can be compared`,
        )
      return words
    })
    .join('')
}

/** Whether a part is an image, as providers and arenas have it. */
function isImage(type: unknown, part: unknown): boolean {
  return (typeof type === 'string' && type.includes('image')) || (part as { image?: unknown } | null)?.image != null
}

/** A list of texts that must be there. @throws RecordProblem */
export function texts(record: JsonRecord, field: string): string[] {
  const value = record[field]
  if (value === undefined || value === null) throw new RecordProblem('missing_field', `“${field}” is missing`)
  if (!Array.isArray(value)) throw new RecordProblem('wrong_type', `“${field}” is ${show(value)}, not a list of texts`)
  if (value.length === 0) throw new RecordProblem('missing_field', `“${field}” is an empty list`)
  if (value.length > MOST.turns)
    throw new RecordProblem('too_long', `“${field}” has ${value.length} turns; ${MOST.turns} are allowed`)
  return value.map((item, index) => checkText(item, `“${field}” at ${index}`))
}

/** A value in few words, for a message. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const shown = JSON.stringify(typeof value === 'string' ? value.slice(0, 61) : value) ?? 'missing'
  return shown.length > 60 ? `${shown.slice(0, 60)}…` : shown
}

/** A text that the database can store. @throws RecordProblem */
export function checkText(value: unknown, place: string): string {
  if (typeof value !== 'string') throw new RecordProblem('wrong_type', `${place} is ${show(value)}, not text`)
  // The database stores neither.
  if (value.includes('\0')) throw new RecordProblem('unstorable', `${place} holds the character U+0000`)
  if (LONE_SURROGATE.test(value))
    throw new RecordProblem('unstorable', `${place} holds half a character (a lone surrogate)`)
  return value
}
