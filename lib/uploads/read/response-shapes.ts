import { filledText, id, isGiven, sample, text, texts } from './fields'
import {
  anyId,
  assistant,
  choices,
  conversation,
  hasPrompt,
  IDS,
  PROMPTS_IN_WORDS,
  promptIn,
  reply,
  requiredId,
  user,
} from './record-parts'
import type { ResponseShape } from './shape'

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
    ['Prompt id', 'id'],
    ['Prompt', 'instruction, and input below it: matched by its text'],
    ['Response', 'output'],
    ['System', 'generator'],
  ],
  matches: (has) => has('instruction') && has('output'),
  system: 'generator',
  read: (record) => [
    { externalId: anyId(record), prompt: promptIn(record), sample: 0, messages: [assistant(text(record, 'output'))] },
  ],
}

const OWN_RESPONSES: ResponseShape = {
  id: 'evenhand-responses',
  kind: 'RESPONSES',
  name: 'Evenhand responses',
  fields: [
    ['Prompt id', 'id (or prompt_id, uid, question_id)'],
    ['Prompt', PROMPTS_IN_WORDS],
    ['Response', 'response, or the last turns of messages[]'],
    ['Sample', 'sample'],
    ['System', 'system'],
  ],
  matches: (has) => has('messages') || ((IDS.some(has) || has('prompt') || has('instruction')) && has('response')),
  system: 'system',
  read: (record) => {
    const isPlain = isGiven(record, 'response') || !isGiven(record, 'messages')
    const [messages, before] = isPlain ? [[assistant(text(record, 'response'))], []] : reply(record)
    const prompt = before.length > 0 ? before : hasPrompt(record) ? promptIn(record) : null
    const externalId = prompt ? anyId(record) : requiredId(record, IDS.find((field) => isGiven(record, field)) ?? 'id')
    return [{ externalId, prompt, sample: sample(record, 'sample'), messages }]
  },
}

const CONVERSATIONS: ResponseShape = {
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

/** What a record of responses can look like, the more telling first. */
export const RESPONSE_SHAPES: readonly ResponseShape[] = [
  CHOICES,
  GENERATIONS,
  ANSWERS,
  ALPACA_OUTPUTS,
  OWN_RESPONSES,
  CONVERSATIONS,
]
