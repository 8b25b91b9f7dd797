import type { Message } from '@/lib/prompts/messages'
import { filledText, id, isGiven, type JsonRecord, name, sample, tags, text, texts } from './fields'
import { assistant, choices, filledTexts, instruction, promptMessages, reply, requiredId, user } from './record-parts'

export type PromptFields = { externalId: string | null; category: string | null; tags: string[]; messages: Message[] }

export type ResponseFields = {
  externalId: string | null
  /** What the file says the prompt was, when it does: the second way to find it. */
  prompt: Message[] | null
  sample: number
  messages: Message[]
}

type Common = {
  /** Kept in the database: never rename. */
  id: string
  name: string
  /** Which fields are read, and as what; shown in the review. */
  fields: readonly (readonly [field: string, from: string])[]
  matches: (has: (field: string) => boolean) => boolean
}

export type PromptShape = Common & { kind: 'PROMPTS'; read: (record: JsonRecord) => PromptFields }

export type ResponseShape = Common & {
  kind: 'RESPONSES'
  /** What the record calls the system. */
  system: string
  read: (record: JsonRecord) => ResponseFields[]
}

export type Shape = PromptShape | ResponseShape

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

const ALPACA_PROMPTS: PromptShape = {
  id: 'alpaca-prompts',
  kind: 'PROMPTS',
  name: 'AlpacaEval',
  fields: [
    ['Prompt id', 'the number of the record'],
    ['Prompt', 'instruction, and input below it'],
    ['Category', 'dataset'],
  ],
  matches: (has) => has('instruction'),
  read: (record) => ({
    externalId: null,
    category: name(record, 'dataset'),
    tags: [],
    messages: [user(instruction(record))],
  }),
}

const OWN_PROMPTS: PromptShape = {
  id: 'evenhand-prompts',
  kind: 'PROMPTS',
  name: 'Evenhand prompts',
  fields: [
    ['Prompt id', 'id, or else the number of the record'],
    ['Prompt', 'prompt, or messages[]'],
    ['Category', 'category'],
    ['Tags', 'tags'],
  ],
  matches: (has) => has('prompt') || has('messages'),
  read: (record) => ({
    externalId: id(record, 'id'),
    category: name(record, 'category'),
    tags: tags(record, 'tags'),
    messages: promptMessages(record, isGiven(record, 'messages') ? 'messages' : 'prompt'),
  }),
}

const CHOICES: ResponseShape = {
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

const GENERATIONS: ResponseShape = {
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

const ANSWERS: ResponseShape = {
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

const ALPACA_OUTPUTS: ResponseShape = {
  id: 'alpaca-outputs',
  kind: 'RESPONSES',
  name: 'AlpacaEval model outputs',
  fields: [
    ['Prompt', 'instruction, and input below it: matched by its text'],
    ['Response', 'output'],
    ['System', 'generator'],
  ],
  matches: (has) => has('instruction') && has('output'),
  system: 'generator',
  read: (record) => [
    {
      externalId: null,
      prompt: [user(instruction(record))],
      sample: 0,
      messages: [assistant(text(record, 'output'))],
    },
  ],
}

const OWN_RESPONSES: ResponseShape = {
  id: 'evenhand-responses',
  kind: 'RESPONSES',
  name: 'Evenhand responses',
  fields: [
    ['Prompt id', 'id'],
    ['Prompt', 'prompt'],
    ['Response', 'response, or messages[]'],
    ['Sample', 'sample'],
    ['System', 'system'],
  ],
  matches: (has) => (has('id') || has('prompt')) && (has('response') || has('messages')),
  system: 'system',
  read: (record) => [
    {
      externalId: isGiven(record, 'prompt') ? id(record, 'id') : requiredId(record, 'id'),
      prompt: isGiven(record, 'prompt') ? promptMessages(record, 'prompt') : null,
      sample: sample(record, 'sample'),
      messages: isGiven(record, 'messages') ? reply(record) : [assistant(text(record, 'response'))],
    },
  ],
}

/** The shapes a record can have, the more telling first. */
export const SHAPES: readonly Shape[] = [
  QUESTIONS,
  ALPACA_PROMPTS,
  OWN_PROMPTS,
  CHOICES,
  GENERATIONS,
  ANSWERS,
  ALPACA_OUTPUTS,
  OWN_RESPONSES,
]
