import { takeApart } from '../read/dialogue'
import { isGiven, messages, sample, text } from '../read/fields'
import { askedIn, assistant, IDS, PROMPTS_IN_WORDS } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const evenhandResponses: ResponseFormat = {
  id: 'evenhand-responses',
  kind: 'RESPONSES',
  name: 'Evenhand responses',
  fields: [
    ['Prompt id', 'id (or prompt_id, uid, question_id)'],
    ['Prompt', PROMPTS_IN_WORDS],
    ['Response', 'response, or messages[] from the first answer on'],
    ['Sample', 'sample'],
    ['System', 'system'],
  ],
  matches: (has) => has('messages') || ((IDS.some(has) || has('prompt') || has('instruction')) && has('response')),
  system: 'system',
  read: (record) => {
    const isPlain = isGiven(record, 'response') || !isGiven(record, 'messages')
    const { prompt, response } = isPlain
      ? { prompt: [], response: [assistant(text(record, 'response'))] }
      : takeApart(messages(record, 'messages'), 'messages')
    return [{ ...askedIn(record, prompt, 'messages'), sample: sample(record, 'sample'), messages: response }]
  },
}
