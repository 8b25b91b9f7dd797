import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { filledText, id, isGiven, type JsonRecord, messages, show, text, texts } from './fields'

export const user = (content: string): Message => ({ role: 'user', content })
export const assistant = (content: string): Message => ({ role: 'assistant', content })

/** AlpacaEval's prompt: the instruction, and the input that older files give beside it. */
export function instruction(record: JsonRecord): string {
  const input = isGiven(record, 'input') ? text(record, 'input') : ''
  return [filledText(record, 'instruction'), input].filter((part) => part !== '').join('\n\n')
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

/** A prompt: a text, or messages that end with a user's turn. */
export function promptMessages(record: JsonRecord, field: string): Message[] {
  if (!Array.isArray(record[field]) && field === 'prompt') return [user(filledText(record, field))]
  const list = messages(record, field)
  if (list.at(-1)?.role !== 'user')
    throw new RecordProblem('wrong_type', `“${field}” must end with a user’s turn: the response is uploaded by itself`)
  if (list.some(({ role, content }) => role === 'user' && content.trim() === ''))
    throw new RecordProblem('missing_field', `“${field}” has an empty user’s turn`)
  return list
}

/** A response given as messages: what came after the prompt. */
export function reply(record: JsonRecord): Message[] {
  const list = messages(record, 'messages')
  if (list[0]?.role !== 'assistant' || list.at(-1)?.role !== 'assistant')
    throw new RecordProblem(
      'wrong_type',
      '“messages” must begin and end with an assistant’s turn: the prompt stays out',
    )
  return list
}

/** FastChat's samples of one answer, each an object with its index. */
export function choices(record: JsonRecord): JsonRecord[] {
  const { choices: list } = record
  if (list === undefined || list === null) throw new RecordProblem('missing_field', '“choices” is missing')
  if (!Array.isArray(list)) throw new RecordProblem('wrong_type', `“choices” is ${show(list)}, not a list`)
  if (list.length === 0) throw new RecordProblem('missing_field', '“choices” is an empty list')
  return list.map((choice: unknown, index) => {
    if (typeof choice !== 'object' || choice === null || Array.isArray(choice))
      throw new RecordProblem('wrong_type', `“choices” at ${index} is ${show(choice)}, not an object`)
    return { index, ...choice }
  })
}
