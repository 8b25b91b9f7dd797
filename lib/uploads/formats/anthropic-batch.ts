import { RecordProblem } from '../problems'
import { inside, saidIn } from '../read/content'
import { checkPrompt } from '../read/dialogue'
import { type JsonRecord, messages, show } from '../read/fields'
import { assistant, requiredId } from '../read/record-parts'
import type { PromptFormat, ResponseFormat } from './format'

const NAME = 'Anthropic message batch'
const isAsked = (record: JsonRecord) => record.result === undefined

function askedOf(params: JsonRecord) {
  const { system } = params
  const before = system === undefined || system === '' ? [] : [{ role: 'system', content: saidIn(system, '“system”') }]
  const turns = Array.isArray(params.messages) ? params.messages : []
  return checkPrompt(messages({ messages: [...before, ...turns] }, 'messages'), 'params.messages')
}

export const anthropicRequests: PromptFormat = {
  id: 'anthropic-requests',
  kind: 'PROMPTS',
  name: `${NAME}, requests`,
  fields: [
    ['Prompt id', 'custom_id'],
    ['Prompt', 'params.system and params.messages[]'],
  ],
  matches: (has) => has('custom_id') && has('params'),
  read: (record) => ({
    externalId: requiredId(record, 'custom_id'),
    category: null,
    tags: [],
    messages: askedOf(inside(record.params)),
  }),
}

export const anthropicBatch: ResponseFormat = {
  id: 'anthropic-batch',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'custom_id'],
    ['Prompt', 'params.system and params.messages[], of the file of requests'],
    ['Response', 'result.message.content[]'],
    ['System', 'result.message.model'],
  ],
  matches: (has) => has('custom_id') && (has('result') || has('params')),
  system: 'model',
  systemOf: (record) => inside(inside(record.result).message).model,
  isRequest: isAsked,
  read: (record) => {
    const externalId = requiredId(record, 'custom_id')
    if (isAsked(record)) return [{ externalId, prompt: askedOf(inside(record.params)), sample: 0, messages: [] }]
    const { type, message, error } = inside(record.result)
    if (type !== 'succeeded') {
      const why = inside(inside(error).error).message ?? inside(error).message
      throw new RecordProblem('failed_request', `The request is ${show(type)}${why ? `: ${show(why)}` : ''}`)
    }
    const { content, stop_reason: reason } = inside(message)
    const said = assistant(saidIn(content, '“result.message.content”'))
    return [
      { externalId, prompt: null, sample: 0, messages: [said], warning: reason === 'max_tokens' ? 'cut_off' : null },
    ]
  },
}
