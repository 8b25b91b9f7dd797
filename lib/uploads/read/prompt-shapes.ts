import { filledText, id, isGiven, name, tags } from './fields'
import { anyId, anyName, CATEGORIES, conversation, filledTexts, PROMPTS_IN_WORDS, promptIn, user } from './record-parts'
import type { PromptShape } from './shape'

const QUESTIONS: PromptShape = {
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

const OWN_PROMPTS: PromptShape = {
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

const ALPACA_PROMPTS: PromptShape = {
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

const CONVERSATIONS: PromptShape = {
  id: 'lima-conversations',
  kind: 'PROMPTS',
  name: 'LIMA conversations',
  fields: [
    ['Prompt id', 'id, or else the number of the record'],
    ['Prompt', 'conversations[] up to the last turn of the user'],
    ['Category', 'source'],
  ],
  matches: (has) => has('conversations'),
  read: (record) => ({
    externalId: anyId(record),
    category: anyName(record, CATEGORIES),
    tags: tags(record, 'tags'),
    messages: conversation(record).prompt,
  }),
}

/** What a record of prompts can look like, the more telling first. */
export const PROMPT_SHAPES: readonly PromptShape[] = [QUESTIONS, OWN_PROMPTS, ALPACA_PROMPTS, CONVERSATIONS]
