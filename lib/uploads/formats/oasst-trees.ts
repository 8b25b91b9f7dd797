import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { inside, listOf } from '../read/content'
import { checkText, type JsonRecord } from '../read/fields'
import { assistant, requiredId, user } from '../read/record-parts'
import type { PromptFormat, ResponseFormat } from './format'

const NAME = 'OpenAssistant trees'
const matches = (has: (field: string) => boolean) => has('message_tree_id') && has('prompt')

function rootOf(record: JsonRecord): JsonRecord {
  const root = inside(record.prompt)
  if (root.deleted === true) throw new RecordProblem('missing_field', 'The prompt was deleted')
  return root
}

function askedOf(record: JsonRecord): Message[] {
  const asked = checkText(rootOf(record).text, '“prompt.text”')
  if (asked.trim() === '') throw new RecordProblem('missing_field', '“prompt.text” is empty')
  return [user(asked)]
}

export const oasstPrompts: PromptFormat = {
  id: 'oasst-prompts',
  kind: 'PROMPTS',
  name: NAME,
  fields: [
    ['Prompt id', 'message_tree_id'],
    ['Prompt', 'prompt.text'],
    ['Category', 'prompt.lang'],
  ],
  matches,
  beside: ['tree_state'],
  read: (record) => {
    const { lang } = rootOf(record)
    return {
      externalId: requiredId(record, 'message_tree_id'),
      category: typeof lang === 'string' ? lang.slice(0, 200) : null,
      ...{ tags: [], messages: askedOf(record) },
    }
  },
}

/** Of each tree the answers to its first message, the best ranked as the first sample. */
export const oasstTrees: ResponseFormat = {
  id: 'oasst-trees',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'message_tree_id'],
    ['Prompt', 'prompt.text'],
    ['Response', 'prompt.replies[].text'],
    ['Sample', 'the rank, from the best'],
    ['System', 'named with the upload: people wrote them'],
  ],
  matches,
  beside: ['tree_state'],
  system: 'model',
  read: (record) => {
    const replies = listOf(rootOf(record).replies)
      .map(inside)
      .filter(({ role, deleted }) => role === 'assistant' && deleted !== true)
    if (replies.length === 0) throw new RecordProblem('missing_field', '“prompt.replies” holds no answer')
    const rank = ({ rank: place }: JsonRecord) => (typeof place === 'number' ? place : Number.POSITIVE_INFINITY)
    const ordered = [...replies].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
    return ordered.map((reply, sample) => ({
      externalId: requiredId(record, 'message_tree_id'),
      ...{ prompt: askedOf(record), sample },
      messages: [assistant(checkText(reply.text, `“prompt.replies” of rank ${sample}`))],
    }))
  },
}
