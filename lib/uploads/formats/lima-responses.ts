import { sample, text } from '../read/fields'
import { anyId, assistant, conversation } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const limaResponses: ResponseFormat = {
  id: 'lima-responses',
  kind: 'RESPONSES',
  name: 'LIMA conversations',
  fields: [
    ['Prompt id', 'id'],
    ['Prompt', 'conversations[] up to the last turn of the user'],
    ['Response', 'the last of conversations[]'],
    ['System', 'system'],
  ],
  matches: (has) => has('conversations'),
  system: 'system',
  read: (record) => {
    const { prompt, answer } = conversation(record)
    return [
      {
        externalId: anyId(record),
        prompt,
        sample: sample(record, 'sample'),
        messages: [assistant(text({ answer }, 'answer'))],
      },
    ]
  },
}
