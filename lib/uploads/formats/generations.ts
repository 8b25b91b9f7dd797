import { filledText, id, isGiven, text } from '../read/fields'
import { assistant, requiredId, user } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const generations: ResponseFormat = {
  id: 'generations',
  kind: 'RESPONSES',
  name: 'Questions with generations',
  fields: [
    ['Prompt id', 'question_id'],
    ['Prompt', 'text'],
    ['Response', 'generation'],
    ['System', 'model_id'],
  ],
  matches: (has) => has('generation') && (has('question_id') || has('text')),
  beside: ['prompt', 'generation_truncated'],
  system: 'model_id',
  read: (record) => [
    {
      externalId: isGiven(record, 'text') ? id(record, 'question_id') : requiredId(record, 'question_id'),
      prompt: isGiven(record, 'text') ? [user(filledText(record, 'text'))] : null,
      sample: 0,
      messages: [assistant(text(record, 'generation'))],
    },
  ],
}
