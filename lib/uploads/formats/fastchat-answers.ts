import { text } from '../read/fields'
import { assistant, requiredId } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const fastchatAnswers: ResponseFormat = {
  id: 'fastchat-answers',
  kind: 'RESPONSES',
  name: 'FastChat answers (older shape)',
  fields: [
    ['Prompt id', 'question_id'],
    ['Response', 'text'],
    ['System', 'model_id'],
  ],
  matches: (has) => has('question_id') && has('text') && (has('answer_id') || has('model_id')),
  system: 'model_id',
  read: (record) => [
    {
      externalId: requiredId(record, 'question_id'),
      prompt: null,
      sample: 0,
      messages: [assistant(text(record, 'text'))],
    },
  ],
}
