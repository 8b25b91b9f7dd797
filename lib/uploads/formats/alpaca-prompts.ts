import { tags } from '../read/fields'
import { anyId, anyName, CATEGORIES, promptIn } from '../read/record-parts'
import type { PromptFormat } from './format'

export const alpacaPrompts: PromptFormat = {
  id: 'alpaca-prompts',
  kind: 'PROMPTS',
  name: 'AlpacaEval',
  fields: [
    ['Prompt id', 'id, or else the number of the record'],
    ['Prompt', 'instruction, and input below it'],
    ['Category', 'dataset'],
  ],
  matches: (has) => has('instruction'),
  read: (record) => ({
    externalId: anyId(record),
    category: anyName(record, CATEGORIES),
    tags: tags(record, 'tags'),
    messages: promptIn(record),
  }),
}
