import { isGiven, sample, text } from '../read/fields'
import { anyId, assistant, hasPrompt, IDS, PROMPTS_IN_WORDS, promptIn, reply, requiredId } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const evenhandResponses: ResponseFormat = {
  id: 'evenhand-responses',
  kind: 'RESPONSES',
  name: 'Evenhand responses',
  fields: [
    ['Prompt id', 'id (or prompt_id, uid, question_id)'],
    ['Prompt', PROMPTS_IN_WORDS],
    ['Response', 'response, or the last turns of messages[]'],
    ['Sample', 'sample'],
    ['System', 'system'],
  ],
  matches: (has) => has('messages') || ((IDS.some(has) || has('prompt') || has('instruction')) && has('response')),
  system: 'system',
  read: (record) => {
    const isPlain = isGiven(record, 'response') || !isGiven(record, 'messages')
    const [messages, before] = isPlain ? [[assistant(text(record, 'response'))], []] : reply(record)
    const prompt = before.length > 0 ? before : hasPrompt(record) ? promptIn(record) : null
    const externalId = prompt ? anyId(record) : requiredId(record, IDS.find((field) => isGiven(record, field)) ?? 'id')
    return [{ externalId, prompt, sample: sample(record, 'sample'), messages }]
  },
}
