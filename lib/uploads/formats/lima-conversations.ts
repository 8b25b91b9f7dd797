import { checkPrompt, openingOf } from '../read/dialogue'
import { tags } from '../read/fields'
import { anyId, anyName, CATEGORIES, conversation } from '../read/record-parts'
import type { PromptFormat } from './format'

export const limaConversations: PromptFormat = {
  id: 'lima-conversations',
  kind: 'PROMPTS',
  name: 'Conversations (LIMA, ShareGPT)',
  fields: [
    ['Prompt id', 'id, or else the number of the record'],
    ['Prompt', 'conversations[] up to the first answer'],
    ['Category', 'source'],
  ],
  matches: (has) => has('conversations'),
  read: (record) => ({
    externalId: anyId(record),
    category: anyName(record, CATEGORIES),
    tags: tags(record, 'tags'),
    messages: checkPrompt(openingOf(conversation(record)), 'conversations'),
  }),
}
