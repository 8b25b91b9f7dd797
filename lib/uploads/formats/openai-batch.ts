import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { inside, listOf, saidIn } from '../read/content'
import { checkPrompt } from '../read/dialogue'
import { type JsonRecord, messages, show } from '../read/fields'
import { assistant, requiredId, user } from '../read/record-parts'
import type { PromptFormat, ResponseFields, ResponseFormat } from './format'

const NAME = 'OpenAI-compatible batch'
const isAsked = (record: JsonRecord) => record.response === undefined && record.error === undefined
const PROMPT_IN_WORDS = 'body.messages[] (or body.input), of the file of requests'

/** What a request asks: a list of messages, or the Responses API's instructions and input. */
function askedOf(body: JsonRecord): Message[] {
  const { input, instructions } = body
  if (body.messages !== undefined)
    return checkPrompt(messages({ messages: listOf(body.messages).map(spokenBy) }, 'messages'), 'messages')
  const before: Message[] =
    typeof instructions === 'string' && instructions !== '' ? [{ role: 'system', content: instructions }] : []
  if (typeof input === 'string') return checkPrompt([...before, user(input)], 'input')
  const turns = listOf(input).map((turn) => ({
    ...inside(spokenBy(turn)),
    content: saidIn(inside(turn).content, '“input”'),
  }))
  return checkPrompt([...before, ...messages({ input: turns }, 'input')], 'input')
}

/** Who develops speaks as the system does. */
function spokenBy(turn: unknown): unknown {
  return inside(turn).role === 'developer' ? { ...inside(turn), role: 'system' } : turn
}

/** The requests, as a set of prompts. */
export const openaiRequests: PromptFormat = {
  id: 'openai-requests',
  kind: 'PROMPTS',
  name: `${NAME}, requests`,
  fields: [
    ['Prompt id', 'custom_id'],
    ['Prompt', 'body.messages[], or body.input'],
  ],
  matches: (has) => has('custom_id') && has('body'),
  beside: ['method', 'url'],
  read: (record) => ({
    externalId: requiredId(record, 'custom_id'),
    category: null,
    tags: [],
    messages: askedOf(inside(record.body)),
  }),
}

/** What came back, with the file of requests beside it where prompts are not known by their id. */
export const openaiBatch: ResponseFormat = {
  id: 'openai-batch',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'custom_id'],
    ['Prompt', PROMPT_IN_WORDS],
    ['Response', 'response.body.choices[].message.content, or response.body.output[]'],
    ['Sample', 'choices[].index'],
    ['System', 'response.body.model'],
  ],
  matches: (has) => has('custom_id') && (has('response') || has('body')),
  beside: ['id', 'method', 'url'],
  system: 'model',
  systemOf: (record) => inside(inside(record.response).body).model,
  isRequest: isAsked,
  read: (record) => {
    const externalId = requiredId(record, 'custom_id')
    if (isAsked(record)) return [{ externalId, prompt: askedOf(inside(record.body)), sample: 0, messages: [] }]
    return answersOf(bodyOf(record)).map((answer) => ({ externalId, prompt: null, ...answer }))
  },
}

/** @throws RecordProblem `failed_request` when nothing was answered */
function bodyOf({ error, response }: JsonRecord): JsonRecord {
  const { status_code: status, body } = inside(response)
  if (error) throw new RecordProblem('failed_request', `The request failed: ${show(inside(error).message ?? error)}`)
  if (status !== undefined && status !== 200)
    throw new RecordProblem('failed_request', `The answer has the status ${show(status)}, not 200`)
  const refused = inside(body).error
  if (refused)
    throw new RecordProblem('failed_request', `The request failed: ${show(inside(refused).message ?? refused)}`)
  return inside(body)
}

type Answer = Pick<ResponseFields, 'sample' | 'messages' | 'warning'>

function answersOf(body: JsonRecord): Answer[] {
  if (Array.isArray(body.output)) return [spoken(body)]
  const choices = listOf(body.choices)
  if (choices.length === 0)
    throw new RecordProblem('missing_field', '“response.body” has neither “choices” nor “output”')
  return choices.map((choice, place) => {
    const { message, index, finish_reason: reason } = inside(choice)
    const { content, refusal } = inside(message)
    const said = saidIn(content ?? refusal, `“choices” at ${place}.message.content`)
    return {
      sample: typeof index === 'number' && Number.isInteger(index) && index >= 0 ? index : place,
      messages: [assistant(said)],
      warning: reason === 'length' ? 'cut_off' : null,
    }
  })
}

/** Of the Responses API: what was said, without how it was thought. */
function spoken({ output, incomplete_details: incomplete }: JsonRecord): Answer {
  const said = listOf(output)
    .map(inside)
    .filter(({ type }) => type === 'message')
  if (said.length === 0) throw new RecordProblem('missing_field', '“response.body.output” holds no message')
  return {
    sample: 0,
    messages: [assistant(said.map(({ content }) => saidIn(content, '“output”.content')).join(''))],
    warning: inside(incomplete).reason === 'max_output_tokens' ? 'cut_off' : null,
  }
}
