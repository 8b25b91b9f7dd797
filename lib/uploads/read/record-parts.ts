import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { MOST } from './bounds'
import { checkPrompt, openingOf } from './dialogue'
import { checkText, filledText, id, isGiven, type JsonRecord, messages, name, show, text, texts } from './fields'

export const user = (content: string): Message => ({ role: 'user', content })
export const assistant = (content: string): Message => ({ role: 'assistant', content })

/** Where a prompt's id may stand, the first that is given. */
export const IDS = ['id', 'prompt_id', 'uid', 'question_id'] as const

/** Where a category may stand. */
export const CATEGORIES = ['category', 'dataset', 'source'] as const

/** Where a prompt's text is looked for, in words: the order is the same for prompts and for responses. */
export const PROMPTS_IN_WORDS = 'messages[] up to the first answer, or else prompt, or else instruction and input'

/** The prompt's id under whichever name; null without one. @throws RecordProblem */
export function anyId(record: JsonRecord): string | null {
  const field = IDS.find((one) => isGiven(record, one))
  return field === undefined ? null : id(record, field)
}

/** The first of some short texts that is given. @throws RecordProblem */
export function anyName(record: JsonRecord, fields: readonly string[]): string | null {
  const field = fields.find((one) => isGiven(record, one))
  return field === undefined ? null : name(record, field)
}

/** An id that has to be there. */
export function requiredId(record: JsonRecord, field: string): string {
  const value = id(record, field)
  if (value === null) throw new RecordProblem('missing_field', `“${field}” is missing`)
  return value
}

/** A list of texts, none of them empty. */
export function filledTexts(record: JsonRecord, field: string): string[] {
  const list = texts(record, field)
  const empty = list.findIndex((item) => item.trim() === '')
  if (empty >= 0) throw new RecordProblem('missing_field', `“${field}” at ${empty} is empty`)
  return list
}

/** Whether a record of a response says what the prompt was. */
function hasPrompt(record: JsonRecord): boolean {
  return ['prompt', 'instruction'].some((field) => isGiven(record, field))
}

/**
 * A record's prompt. Prompts and responses are read in this one order, so that a file that holds both matches itself:
 * the turns of `messages` before the first answer, `prompt`, `instruction` with its `input`.
 * @throws RecordProblem
 */
export function promptIn(record: JsonRecord): Message[] {
  if (isGiven(record, 'messages')) {
    const list = openingOf(messages(record, 'messages'))
    if (list.length > 0) return checkPrompt(list, 'messages')
  }
  if (isGiven(record, 'prompt') || !isGiven(record, 'instruction'))
    return Array.isArray(record.prompt)
      ? checkPrompt(messages(record, 'prompt'), 'prompt')
      : [user(filledText(record, 'prompt'))]
  const input = isGiven(record, 'input') ? text(record, 'input') : ''
  return [user([filledText(record, 'instruction'), input].filter((part) => part !== '').join('\n\n'))]
}

/** The prompt before a response, or else the id that says which one it answers. @throws RecordProblem */
export function askedIn(record: JsonRecord, before: Message[], field: string) {
  const prompt = before.length > 0 ? before : hasPrompt(record) ? promptIn(record) : null
  const externalId = anyId(record)
  if (prompt === null && externalId === null)
    throw new RecordProblem(
      'missing_field',
      `“id” is missing${isGiven(record, field) ? `: “${field}” begins with an answer` : ''}`,
    )
  return { prompt, externalId }
}

const SPEAKERS = new Map<unknown, Message['role']>([
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['assistant', 'assistant'],
  ['system', 'system'],
])

/**
 * LIMA's conversations: turns that alternate from the user's, a single text, or ShareGPT's turns with their speakers.
 * @throws RecordProblem
 */
export function conversation(record: JsonRecord): Message[] {
  const { conversations: value } = record
  const list: unknown[] = typeof value === 'string' ? [value] : Array.isArray(value) ? value : []
  if (list.length === 0)
    throw new RecordProblem(
      value == null ? 'missing_field' : 'wrong_type',
      `“conversations” is ${show(value)}, not a list of turns`,
    )
  if (list.length > MOST.turns)
    throw new RecordProblem('too_long', `“conversations” has ${list.length} turns; ${MOST.turns} are allowed`)
  return list.map(turnOf)
}

function turnOf(turn: unknown, index: number): Message {
  const place = `“conversations” at ${index}`
  if (typeof turn !== 'object' || turn === null)
    return { role: index % 2 === 0 ? 'user' : 'assistant', content: checkText(turn, place) }
  const { from, value } = turn as { from?: unknown; value?: unknown }
  const role = SPEAKERS.get(from)
  if (!role)
    throw new RecordProblem('wrong_type', `${place} is said by ${show(from)}; wanted is “human”, “gpt” or “system”`)
  return { role, content: checkText(value, place) }
}

/** FastChat's samples of one answer, each an object with its index. */
export function choices(record: JsonRecord): JsonRecord[] {
  const { choices: list } = record
  if (list === undefined || list === null) throw new RecordProblem('missing_field', '“choices” is missing')
  if (!Array.isArray(list)) throw new RecordProblem('wrong_type', `“choices” is ${show(list)}, not a list`)
  if (list.length === 0) throw new RecordProblem('missing_field', '“choices” is an empty list')
  if (list.length > MOST.samples)
    throw new RecordProblem('too_long', `“choices” has ${list.length} samples; ${MOST.samples} are allowed`)
  return list.map((choice: unknown, index) => {
    if (typeof choice !== 'object' || choice === null || Array.isArray(choice))
      throw new RecordProblem('wrong_type', `“choices” at ${index} is ${show(choice)}, not an object`)
    return { index, ...choice }
  })
}
