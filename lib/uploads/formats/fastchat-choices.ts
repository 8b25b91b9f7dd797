import { sample, texts } from '../read/fields'
import { assistant, choices, requiredId } from '../read/record-parts'
import type { ResponseFormat } from './format'

export const fastchatChoices: ResponseFormat = {
  id: 'fastchat-choices',
  kind: 'RESPONSES',
  name: 'FastChat model answers',
  fields: [
    ['Prompt id', 'question_id'],
    ['Response', 'choices[].turns[]'],
    ['Sample', 'choices[].index'],
    ['System', 'model_id'],
  ],
  matches: (has) => has('question_id') && has('choices'),
  system: 'model_id',
  read: (record) => {
    const externalId = requiredId(record, 'question_id')
    return choices(record).map((choice) => ({
      externalId,
      prompt: null,
      sample: sample(choice, 'index'),
      messages: texts(choice, 'turns').map(assistant),
    }))
  },
}
