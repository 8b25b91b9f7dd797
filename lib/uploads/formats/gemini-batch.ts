import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { inside, listOf, saidIn } from '../read/content'
import { checkPrompt } from '../read/dialogue'
import { id, type JsonRecord, messages, show } from '../read/fields'
import { assistant } from '../read/record-parts'
import type { PromptFormat, ResponseFields, ResponseFormat } from './format'

const NAME = 'Gemini batch'
const isAsked = (record: JsonRecord) => record.response === undefined && !record.error && !record.status
const BESIDE = ['processed_time', 'status', 'error', 'labels']

/** What was said, without how it was thought: thoughts are parts that are marked so. */
function partsIn(content: unknown, place: string): string {
  const { parts } = inside(content)
  const said = Array.isArray(parts) ? parts.filter((part) => inside(part).thought !== true) : parts
  return saidIn(said, `${place}.parts`)
}

/** What a request asks: instructions, and turns of the user and the model. */
function askedOf({ request }: JsonRecord): Message[] {
  const { contents, systemInstruction, system_instruction: instruction = systemInstruction } = inside(request)
  const before =
    instruction === undefined ? [] : [{ role: 'system', content: partsIn(instruction, '“system_instruction”') }]
  const turns = listOf(contents).map((turn) => {
    const { role = 'user' } = inside(turn)
    return { role: role === 'model' ? 'assistant' : role, content: partsIn(turn, '“contents”') }
  })
  return checkPrompt(messages({ contents: [...before, ...turns] }, 'contents'), 'request.contents')
}

/** Requests as a set of prompts; what came back in the same lines is no part of it. */
export const geminiRequests: PromptFormat = {
  id: 'gemini-requests',
  kind: 'PROMPTS',
  name: `${NAME}, requests`,
  fields: [
    ['Prompt id', 'key'],
    ['Prompt', 'request.contents[], behind request.system_instruction'],
  ],
  matches: (has) => has('request') && (has('key') || has('processed_time')),
  beside: [...BESIDE, 'response'],
  read: (record) => ({ externalId: id(record, 'key'), category: null, tags: [], messages: askedOf(record) }),
}

export const geminiBatch: ResponseFormat = {
  id: 'gemini-batch',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'key'],
    ['Prompt', 'request.contents[], in the line or of the file of requests'],
    ['Response', 'response.candidates[].content.parts[]'],
    ['Sample', 'candidates[].index'],
    ['System', 'response.modelVersion'],
  ],
  matches: (has) =>
    (has('key') && (has('response') || has('error') || has('request'))) || (has('processed_time') && has('request')),
  beside: BESIDE,
  system: 'model',
  systemOf: (record) => inside(record.response).modelVersion,
  isRequest: isAsked,
  read: (record) => {
    const externalId = id(record, 'key')
    const prompt = record.request === undefined ? null : askedOf(record)
    if (isAsked(record)) return [{ externalId, prompt, sample: 0, messages: [] }]
    if (externalId === null && prompt === null)
      throw new RecordProblem('missing_field', '“key” is missing: nothing says which request this answers')
    return answersOf(record).map((answer) => ({ externalId, prompt, ...answer }))
  },
}

type Answer = Pick<ResponseFields, 'sample' | 'messages' | 'warning'>

/** @throws RecordProblem `failed_request` when nothing was answered, also where an answer was blocked */
function answersOf({ response, error, status }: JsonRecord): Answer[] {
  const { candidates, promptFeedback } = inside(response)
  const failed = (why: unknown) => new RecordProblem('failed_request', `The request failed: ${show(why)}`)
  if (error) throw failed(inside(error).message ?? error)
  if (status) throw failed(inside(status).message ?? status)
  const choices = listOf(candidates)
  const blocked = inside(promptFeedback).blockReason
  if (choices.length === 0 && blocked) throw failed(blocked)
  if (choices.length === 0) throw new RecordProblem('missing_field', '“response” has no “candidates”')
  return choices.map((choice, place) => {
    const { content, index, finishReason: reason } = inside(choice)
    if (inside(content).parts === undefined && reason !== 'STOP') throw failed(reason ?? 'there is no answer')
    return {
      sample: typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : place,
      messages: [assistant(partsIn(content, `“candidates” at ${place}.content`))],
      warning: reason === 'MAX_TOKENS' ? 'cut_off' : null,
    }
  })
}
