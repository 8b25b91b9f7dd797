import { RecordProblem } from '../problems'
import { inside, listOf } from '../read/content'
import { checkText, type JsonRecord } from '../read/fields'
import { assistant, user } from '../read/record-parts'
import type { PromptFormat, ResponseFormat } from './format'

const NAME = 'lighteval details'
const matches = (has: (field: string) => boolean) => has('doc') && has('model_response')

function docOf(record: JsonRecord) {
  const { id, query, task_name: task } = inside(record.doc)
  const asked = checkText(query, '“doc.query”')
  if (asked.trim() === '') throw new RecordProblem('missing_field', '“doc.query” is empty')
  const externalId = typeof id === 'string' || typeof id === 'number' ? String(id) : null
  return {
    // Without an id a prompt is known by its text.
    externalId: externalId?.trim() ? externalId.trim().slice(0, 200) : null,
    category: typeof task === 'string' && task ? task.slice(0, 200) : null,
    prompt: [user(asked)],
  }
}

export const lightevalPrompts: PromptFormat = {
  id: 'lighteval-prompts',
  kind: 'PROMPTS',
  name: NAME,
  fields: [
    ['Prompt id', 'doc.id, or else the number of the record'],
    ['Prompt', 'doc.query'],
    ['Category', 'doc.task_name'],
  ],
  matches,
  beside: ['model_response', 'metric'],
  read: (record) => {
    const { externalId, category, prompt } = docOf(record)
    return { externalId, category, tags: [], messages: prompt }
  },
}

export const lightevalDetails: ResponseFormat = {
  id: 'lighteval-details',
  kind: 'RESPONSES',
  name: NAME,
  fields: [
    ['Prompt id', 'doc.id'],
    ['Prompt', 'doc.query'],
    ['Response', 'model_response.text_post_processed[], or else model_response.text[]'],
    ['Sample', 'the place in the list'],
    ['System', 'the name of the folder: model/date/details_task.parquet'],
  ],
  matches,
  beside: ['metric'],
  system: 'model',
  systemOfFile: (file) => /([^/]+)\/[^/]+\/details_[^/]+$/.exec(file)?.[1] ?? null,
  read: (record) => {
    const { externalId, prompt } = docOf(record)
    const { text, text_post_processed: processed } = inside(record.model_response)
    const said = listOf(processed).length > 0 ? listOf(processed) : listOf(text)
    if (said.length === 0)
      throw new RecordProblem('missing_field', '“model_response.text” is empty: no response was generated')
    return said.map((one, sample) => ({
      ...{ externalId, prompt, sample },
      messages: [assistant(checkText(one, `“model_response.text” at ${sample}`))],
    }))
  },
}
