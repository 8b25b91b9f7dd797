import type { ProblemCode } from '../problems'

const user = { role: 'user', content: 'Zip?' }
const assistant = { role: 'assistant', content: 'Wax.' }
const answer = { custom_id: 'q-1', error: null }
const body = { model: 'heron', choices: [{ index: 0, message: assistant, finish_reason: 'stop' }] }
const asked = { key: 'q-1', request: { contents: [{ role: 'user', parts: [{ text: 'Zip?' }] }] } }
const given = { arguments: { gen_args_0: { arg_0: 'Zip?', arg_1: { until: [] } } }, doc: {}, filter: 'none' }
const sampled = {
  id: 'q-1',
  epoch: 1,
  input: 'Zip?',
  target: '',
  model: 'heron',
  output: { choices: [{ message: assistant }] },
}
const detailed = { doc: { id: 'q-1', query: 'Zip?' }, model_response: { text: ['Wax.'] } }
const stated = {
  ...{ instance: { id: 'q-1' }, request: { prompt: 'Zip?' }, model: 'heron' },
  result: { success: true, completions: [{ text: 'Wax.' }] },
}
const tree = {
  message_tree_id: 'q-1',
  prompt: { text: 'Zip?', replies: [{ role: 'assistant', text: 'Wax.', rank: 0 }] },
}

type Fixture = {
  record: Record<string, unknown>
  /** What is changed in it for a record that cannot be read, and what that is called. */
  wrong: Record<string, unknown>
  problem?: ProblemCode
  /** How the file is called, where that says who answered. */
  file?: string
}

/** A record of each format, written by us: in the order of `FORMATS`. */
export const FIXTURES: Record<string, Fixture> = {
  'openai-requests': {
    record: { custom_id: 'q-1', method: 'POST', url: '/v1/chat/completions', body: { messages: [user] } },
    wrong: { body: { messages: 'Zip?' } },
  },
  'anthropic-requests': { record: { custom_id: 'q-1', params: { messages: [user] } }, wrong: { params: 4 } },
  'gemini-requests': { record: asked, wrong: { request: { contents: [{ parts: [{ text: 4 }] }] } } },
  'lm-eval-prompts': {
    record: { doc_id: 'q-1', ...given, resps: [['Wax.']] },
    wrong: { arguments: { gen_args_0: { arg_0: 4 } } },
  },
  'inspect-prompts': { record: sampled, wrong: { input: [{ role: 'user', content: 4 }] } },
  'lighteval-prompts': { record: detailed, wrong: { doc: { id: 'q-1', query: 4 } } },
  'helm-prompts': { record: stated, wrong: { request: { prompt: 4 } } },
  'oasst-prompts': { record: tree, wrong: { prompt: { text: 4 } } },
  'fastchat-questions': { record: { question_id: 'q-1', category: 'home', turns: ['Zip?'] }, wrong: { turns: [4] } },
  'evenhand-prompts': { record: { id: 'q-1', prompt: 'Zip?' }, wrong: { prompt: 4 } },
  'alpaca-prompts': { record: { id: 'q-1', instruction: 'Zip?', input: '' }, wrong: { instruction: 4 } },
  'lima-conversations': { record: { id: 'q-1', conversations: ['Zip?', 'Wax.'] }, wrong: { conversations: [4] } },
  'openai-batch': {
    record: { ...answer, response: { status_code: 200, body } },
    wrong: { response: { status_code: 200, body: { choices: [{ message: { content: 4 } }] } } },
  },
  'anthropic-batch': {
    record: {
      custom_id: 'q-1',
      result: { type: 'succeeded', message: { model: 'heron', content: [{ type: 'text', text: 'Wax.' }] } },
    },
    wrong: { result: { type: 'succeeded', message: { model: 'heron', content: 4 } } },
  },
  'gemini-batch': {
    record: {
      ...asked,
      response: { modelVersion: 'heron', candidates: [{ content: { parts: [{ text: 'Wax.' }], role: 'model' } }] },
    },
    wrong: { response: { candidates: [{ content: { parts: [{ functionCall: {} }] } }] } },
  },
  'lm-eval-samples': {
    record: { doc_id: 'q-1', ...given, resps: [['Wax.']] },
    ...{ wrong: { resps: [[4]] }, file: 'heron/samples_zips_2026.jsonl' },
  },
  'inspect-samples': { record: sampled, wrong: { epoch: 'first' } },
  'lighteval-details': {
    record: detailed,
    wrong: { model_response: { text: [4] } },
    file: 'heron/2026/details_zips.jsonl',
  },
  'helm-states': { record: stated, wrong: { result: { success: true, completions: [{ text: 4 }] } } },
  'helm-predictions': {
    record: { instance_id: 'q-1', train_trial_index: 0, predicted_text: 'Wax.' },
    wrong: { predicted_text: 4 },
  },
  'oasst-trees': { record: tree, wrong: { prompt: { text: 'Zip?', replies: [{ role: 'assistant', text: 4 }] } } },
  'fastchat-choices': {
    record: { question_id: 'q-1', model_id: 'heron', choices: [{ index: 0, turns: ['Wax.'] }] },
    wrong: { choices: 4 },
  },
  generations: { record: { question_id: 'q-1', text: 'Zip?', generation: 'Wax.' }, wrong: { generation: 4 } },
  'fastchat-answers': {
    record: { question_id: 'q-1', answer_id: 'a', model_id: 'heron', text: 'Wax.' },
    wrong: { text: 4 },
  },
  'alpaca-outputs': {
    record: { id: 'q-1', instruction: 'Zip?', output: 'Wax.', generator: 'heron' },
    wrong: { output: 4 },
  },
  'evenhand-responses': { record: { id: 'q-1', response: 'Wax.', system: 'heron' }, wrong: { response: 4 } },
  'lima-responses': { record: { id: 'q-1', conversations: ['Zip?', 'Wax.'] }, wrong: { conversations: ['Zip?', 4] } },
}
