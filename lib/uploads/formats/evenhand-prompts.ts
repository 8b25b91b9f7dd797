import { tags } from '../read/fields'
import { anyId, anyName, CATEGORIES, PROMPTS_IN_WORDS, promptIn } from '../read/record-parts'
import type { PromptFormat } from './format'

export const evenhandPrompts: PromptFormat = {
  id: 'evenhand-prompts',
  kind: 'PROMPTS',
  name: 'Evenhand prompts',
  fields: [
    ['Prompt id', 'id (or prompt_id, uid, question_id), or else the number of the record'],
    ['Prompt', PROMPTS_IN_WORDS],
    ['Category', 'category'],
    ['Tags', 'tags'],
  ],
  matches: (has) => has('prompt') || has('messages'),
  read: (record) => ({
    externalId: anyId(record),
    category: anyName(record, CATEGORIES),
    tags: tags(record, 'tags'),
    messages: promptIn(record),
  }),
}
