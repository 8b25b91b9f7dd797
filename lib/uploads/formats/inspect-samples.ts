import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { inside, listOf, saidIn } from '../read/content'
import { checkPrompt, openingOf } from '../read/dialogue'
import { type JsonRecord, messages, show } from '../read/fields'
import { assistant, requiredId, user } from '../read/record-parts'
import type { PromptFormat, ResponseFormat } from './format'

const NAME = 'Inspect log'
const BESIDE = [
  ...['messages', 'events', 'events_data', 'scores', 'store', 'metadata', 'attachments', 'model_usage', 'role_usage'],
  ...['target', 'choices', 'files', 'setup', 'sandbox', 'uuid', 'timelines', 'invalidation'],
]
const matches = (has: (field: string) => boolean) => has('epoch') && has('input') && has('output')

/** What was asked. Long texts of newer logs stand once for all, and are found by their name. */
function askedOf(record: JsonRecord): Message[] {
  const texts = inside(record.attachments)
  const whole = (content: string) => {
    const kept = content.startsWith('attachment://') ? texts[content.slice('attachment://'.length)] : undefined
    return typeof kept === 'string' ? kept : content
  }
  if (typeof record.input === 'string') return checkPrompt([user(whole(record.input))], 'input')
  const turns = listOf(record.input).map((turn) => {
    const { role, content } = inside(turn)
    return { role, content: whole(saidIn(content, '“input”.content')) }
  })
  return checkPrompt(openingOf(messages({ input: turns }, 'input')), 'input')
}

export const inspectPrompts: PromptFormat = {
  id: 'inspect-prompts',
  kind: 'PROMPTS',
  name: NAME,
  fields: [
    ['Prompt id', 'id'],
    ['Prompt', 'input'],
    ['Category', 'eval.task'],
  ],
  matches,
  beside: [...BESIDE, 'output', 'error', 'model'],
  read: (record) => ({
    externalId: requiredId(record, 'id'),
    category: typeof record.task === 'string' ? record.task : null,
    tags: [],
    messages: askedOf(record),
  }),
}

export const inspectSamples: ResponseFormat = {
  id: 'inspect-samples',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'id'],
    ['Prompt', 'input'],
    ['Response', 'output.choices[0].message.content'],
    ['Sample', 'epoch − 1'],
    ['System', 'eval.model'],
  ],
  matches,
  beside: [...BESIDE, 'task'],
  system: 'model',
  read: (record) => {
    const externalId = requiredId(record, 'id')
    const [choice] = listOf(inside(record.output).choices).map(inside)
    if (record.error || !choice) {
      const why = inside(record.error).message
      throw new RecordProblem('failed_request', `The sample has no output${why ? `: ${show(why)}` : ''}`)
    }
    const { epoch } = record
    if (typeof epoch !== 'number' || !Number.isInteger(epoch) || epoch < 1)
      throw new RecordProblem('wrong_type', `“epoch” is ${show(epoch)}, not a whole number from 1`)
    const said = assistant(saidIn(inside(choice.message).content, '“output.choices” at 0.message.content'))
    const warning = choice.stop_reason === 'max_tokens' ? 'cut_off' : null
    return [{ externalId, prompt: askedOf(record), sample: epoch - 1, messages: [said], warning }]
  },
}
