import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { inside, listOf } from '../read/content'
import { checkPrompt } from '../read/dialogue'
import { checkText, type JsonRecord, messages, show } from '../read/fields'
import { assistant, requiredId, user } from '../read/record-parts'
import type { PromptFormat, ResponseFormat } from './format'

const NAME = 'HELM scenario state'
const matches = (has: (field: string) => boolean) => has('instance') && has('request')

function idOf(record: JsonRecord): string {
  return requiredId(inside(record.instance), 'id')
}

/** What the model was sent, in which the instance's text stands within what HELM puts around it. */
function askedOf(record: JsonRecord): Message[] {
  const { prompt, messages: turns } = inside(record.request)
  if (Array.isArray(turns) && turns.length > 0) return checkPrompt(messages({ turns }, 'turns'), 'request.messages')
  return checkPrompt([user(checkText(prompt, '“request.prompt”'))], 'request.prompt')
}

export const helmPrompts: PromptFormat = {
  id: 'helm-prompts',
  kind: 'PROMPTS',
  name: NAME,
  fields: [
    ['Prompt id', 'instance.id'],
    ['Prompt', 'request.messages[], or else request.prompt'],
  ],
  matches,
  beside: ['result', 'model', 'train_trial_index', 'num_train_instances', 'num_conditioning_tokens', 'annotations'],
  read: (record) => ({ externalId: idOf(record), category: null, tags: [], messages: askedOf(record) }),
}

export const helmStates: ResponseFormat = {
  id: 'helm-states',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'instance.id'],
    ['Prompt', 'request.messages[], or else request.prompt'],
    ['Response', 'result.completions[].text'],
    ['Sample', 'the place in the list, after those of earlier trials'],
    ['System', 'adapter_spec.model'],
  ],
  matches,
  beside: ['num_train_instances', 'num_conditioning_tokens', 'annotations', 'reference_index', 'request_mode'],
  system: 'model',
  read: (record) => {
    const externalId = idOf(record)
    const { success, completions, error } = inside(record.result)
    if (success !== true) throw new RecordProblem('failed_request', `The request failed: ${show(error ?? 'no result')}`)
    const said = listOf(completions).map(inside)
    if (said.length === 0) throw new RecordProblem('failed_request', '“result.completions” is empty')
    const trial = typeof record.train_trial_index === 'number' ? record.train_trial_index : 0
    return said.map(({ text, finish_reason: reason }, place) => ({
      ...{ externalId, prompt: askedOf(record), sample: trial * said.length + place },
      messages: [assistant(checkText(text, `“result.completions” at ${place}.text`))],
      warning: inside(reason).reason === 'length' ? ('cut_off' as const) : null,
    }))
  },
}
