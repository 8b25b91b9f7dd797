import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { inside, listOf } from '../read/content'
import { checkPrompt } from '../read/dialogue'
import { checkText, id, type JsonRecord, messages, show } from '../read/fields'
import { assistant, user } from '../read/record-parts'
import type { PromptFormat, ResponseFormat } from './format'

const NAME = 'lm-evaluation-harness samples'
const BESIDE = [
  ...[
    'doc',
    'target',
    'arguments',
    'resps',
    'filtered_resps',
    'filter',
    'metrics',
    'doc_hash',
    'target_hash',
    'prompt_hash',
  ],
]
const matches = (has: (field: string) => boolean) => has('doc_id') && has('arguments') && has('resps')

/** What was asked: a text, or chat messages as JSON. @throws RecordProblem where options were only weighed */
function askedOf(record: JsonRecord): Message[] {
  const given = record.arguments
  // Older versions write lists, newer ones objects.
  const first = Array.isArray(given) ? given[0] : inside(given).gen_args_0
  const [prompt, settings] = Array.isArray(first) ? first : [inside(first).arg_0, inside(first).arg_1]
  if (typeof settings === 'string')
    throw new RecordProblem(
      'wrong_type',
      'The task weighs given answers by their likelihood: no response was generated that could be compared',
    )
  const text = Array.isArray(prompt) ? listOf(prompt)[0] : prompt
  const asked = checkText(text, '“arguments.gen_args_0.arg_0”')
  return checkPrompt(chatIn(asked) ?? [user(asked)], 'arguments')
}

function chatIn(text: string): Message[] | null {
  if (!/^\s*\[\s*\{/.test(text)) return null
  try {
    const turns: unknown = JSON.parse(text)
    return messages({ turns }, 'turns')
  } catch {
    return null
  }
}

function idOf(record: JsonRecord): string {
  const number = id(record, 'doc_id')
  if (number === null) throw new RecordProblem('missing_field', '“doc_id” is missing')
  const task = record.task_name ?? record.task
  return typeof task === 'string' && task !== '' ? `${task}/${number}` : number
}

export const lmEvalPrompts: PromptFormat = {
  id: 'lm-eval-prompts',
  kind: 'PROMPTS',
  name: NAME,
  fields: [
    ['Prompt id', 'doc_id'],
    ['Prompt', 'arguments.gen_args_0.arg_0'],
  ],
  matches,
  beside: BESIDE,
  read: (record) => ({ externalId: idOf(record), category: null, tags: [], messages: askedOf(record) }),
}

export const lmEvalSamples: ResponseFormat = {
  id: 'lm-eval-samples',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'doc_id'],
    ['Prompt', 'arguments.gen_args_0.arg_0'],
    ['Response', 'filtered_resps[0], or else resps[0][0]'],
    ['System', 'the name of the folder: model/samples_task_date.jsonl'],
  ],
  matches,
  beside: BESIDE,
  system: 'model',
  systemOfFile: (file) => /([^/]+)\/samples_[^/]+$/.exec(file)?.[1]?.replaceAll('__', '/') ?? null,
  read: (record) => {
    const prompt = askedOf(record)
    const kept = listOf(record.filtered_resps)[0] ?? listOf(listOf(record.resps)[0])[0]
    const said = Array.isArray(kept) ? kept[0] : kept
    if (said === undefined) throw new RecordProblem('missing_field', '“resps” holds no response')
    if (typeof said !== 'string')
      throw new RecordProblem('wrong_type', `“filtered_resps” at 0 is ${show(said)}, not text`)
    return [{ externalId: idOf(record), prompt, sample: 0, messages: [assistant(said)] }]
  },
}
