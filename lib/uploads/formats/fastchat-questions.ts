import { filledText, id, isGiven, name } from '../read/fields'
import { filledTexts, user } from '../read/record-parts'
import type { PromptFormat } from './format'

export const fastchatQuestions: PromptFormat = {
  id: 'fastchat-questions',
  kind: 'PROMPTS',
  name: 'FastChat questions',
  fields: [
    ['Prompt id', 'question_id'],
    ['Prompt', 'text, or turns[]'],
    ['Category', 'category'],
  ],
  matches: (has) => has('question_id') && (has('turns') || has('text')) && !has('answer_id') && !has('model_id'),
  read: (record) => ({
    externalId: id(record, 'question_id'),
    category: name(record, 'category'),
    tags: [],
    messages: (isGiven(record, 'turns') ? filledTexts(record, 'turns') : [filledText(record, 'text')]).map(user),
  }),
}
