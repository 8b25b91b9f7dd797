import { RecordProblem } from '../problems'
import { MOST } from './bounds'
import { checkText, type JsonRecord, show } from './fields'

/** Kinds of parts that hold what a model thought, called or looked up: no part of what it answered. */
const SILENT = new Set(['thinking', 'redacted_thinking', 'reasoning', 'reasoning_content'])

/** A value as an object; empty where it is none. */
export function inside(value: unknown): JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {}
}

/** A value as a list; empty where it is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/**
 * What a model said, as tools write it: a text, or parts of which those of text are joined and thoughts left out.
 * @throws RecordProblem `wrong_type` for a picture or anything else that is no text, `missing_field` for nothing
 */
export function saidIn(content: unknown, place: string): string {
  if (content === undefined || content === null) throw new RecordProblem('missing_field', `${place} is missing`)
  if (!Array.isArray(content)) return checkText(content, place)
  if (content.length > MOST.turns)
    throw new RecordProblem('too_long', `${place} has ${content.length} parts; ${MOST.turns} are allowed`)
  const said = content.flatMap((part: unknown) => {
    const { type, text, refusal } = inside(part)
    if (typeof type === 'string' && SILENT.has(type)) return []
    const words = typeof part === 'string' ? part : (text ?? refusal)
    if (typeof words === 'string') return [words]
    throw new RecordProblem('wrong_type', `${place} holds a part of the type ${show(type)}: only text can be compared`)
  })
  return checkText(said.join(''), place)
}
