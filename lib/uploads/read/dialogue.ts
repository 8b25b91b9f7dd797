import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'

/** A dialogue taken apart: what the system was asked first, and all that was said from its first answer on. */
type Dialogue = { prompt: Message[]; response: Message[] }

/** The turns that ask: those before the first answer, or all where nobody answers the last; none where an answer comes first. */
export function openingOf(list: readonly Message[]): Message[] {
  const first = list.findIndex(({ role }) => role === 'assistant')
  return first === 0 ? [] : list.slice(0, list.at(-1)?.role === 'assistant' ? first : undefined)
}

/** @throws RecordProblem when nobody is asked, or an empty question */
export function checkPrompt(list: Message[], field: string): Message[] {
  if (list.at(-1)?.role !== 'user')
    throw new RecordProblem('wrong_type', `“${field}” must end with a user’s turn, or with answers to one`)
  if (list.some(isEmptyQuestion)) throw new RecordProblem('missing_field', `“${field}” has an empty user’s turn`)
  return list
}

/**
 * A response as it stands in a list of turns: an answer to the prompt before it, a dialogue that goes on from there, or
 * answers without their prompt, as many as it has open turns.
 * @throws RecordProblem when turns are missing or out of order
 */
export function takeApart(list: readonly Message[], field: string): Dialogue {
  const first = list.findIndex(({ role }) => role === 'assistant')
  if (first < 0) throw new RecordProblem('wrong_type', `“${field}” holds no answer of the assistant`)
  if (list.at(-1)?.role !== 'assistant')
    throw new RecordProblem('wrong_order', `“${field}” ends with a turn of the ${list.at(-1)?.role}`)
  const [opening, response] = [list.slice(0, first), list.slice(first)]
  if (response.length > 1 && list.some(({ role }) => role !== 'assistant')) checkOrder(list, field)
  return { prompt: opening.length > 0 ? checkPrompt(opening, field) : [], response }
}

/** What is graded and shown turn by turn has to be one answer to one question each time. */
function checkOrder(list: readonly Message[], field: string): void {
  const firstSaid = list.findIndex(({ role }) => role !== 'system')
  for (const [index, turn] of list.entries()) {
    const place = `“${field}” at ${index}`
    if (turn.role === 'system' && index > firstSaid)
      throw new RecordProblem('wrong_order', `${place} is a turn of the system in the middle of a dialogue`)
    if (turn.role !== 'system' && turn.role === list[index - 1]?.role)
      throw new RecordProblem('wrong_order', `${place} is the second turn of the ${turn.role} in a row`)
    if (isEmptyQuestion(turn)) throw new RecordProblem('missing_field', `${place} is an empty turn of the user`)
  }
}

function isEmptyQuestion({ role, content }: Message): boolean {
  return role === 'user' && content.trim() === ''
}
