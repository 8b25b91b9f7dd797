import { takeApart } from '../read/dialogue'
import { sample } from '../read/fields'
import { askedIn, conversation } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const limaResponses: ResponseFormat = {
  id: 'lima-responses',
  kind: 'RESPONSES',
  name: 'Conversations (LIMA, ShareGPT)',
  fields: [
    ['Prompt id', 'id'],
    ['Prompt', 'conversations[] up to the first answer'],
    ['Response', 'conversations[] from the first answer on'],
    ['Sample', 'sample'],
    ['System', 'system'],
  ],
  matches: (has) => has('conversations'),
  system: 'system',
  read: (record) => {
    const { prompt, response } = takeApart(conversation(record), 'conversations')
    return [{ ...askedIn(record, prompt, 'conversations'), sample: sample(record, 'sample'), messages: response }]
  },
}
