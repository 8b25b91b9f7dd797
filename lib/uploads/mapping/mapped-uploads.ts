import type { PromptFormat, ResponseFormat } from '../formats/format'
import { RecordProblem } from '../problems'
import type { JsonRecord } from '../read/fields'
import { user } from '../read/record-parts'
import { numberAt } from './scalar-at'
import type { MappingOf, Place } from './schema'
import { answersIn, askedIn, onePrompt } from './texts'

/** A mapping of prompts as one more format. */
export function mappedPrompts(mapping: MappingOf<'prompt'>): PromptFormat {
  return {
    ...{ id: 'mapping', kind: 'PROMPTS', name: mapping.name, matches: () => true },
    fields: fieldsOf([
      ['Prompt id', mapping.promptId],
      ['Prompt', mapping.prompt],
      ['Category', mapping.category],
      ['Tags', mapping.tags],
    ]),
    read: (record) => {
      const { promptId, prompt, later, category, tags } = askedIn(record, mapping)
      if (prompt === null) throw new RecordProblem('missing_field', `“${mapping.prompt.path}” is empty`)
      return { externalId: promptId, category, tags, messages: [...prompt, ...later.map(user)] }
    },
  }
}

/** A mapping of one system’s responses as one more format. */
export function mappedResponses(mapping: MappingOf<'response'>): ResponseFormat {
  return {
    ...{ id: 'mapping', kind: 'RESPONSES', name: mapping.name, matches: () => true },
    fields: fieldsOf([
      ['Prompt id', mapping.promptId],
      ['Prompt', mapping.prompt],
      ['Response', mapping.response],
      ['Sample', mapping.sample],
    ]),
    // Where a column names systems, the rows are of several, and another reader takes them.
    system: '',
    read: (record) => {
      const { promptId, prompt, later } = askedIn(record, mapping)
      const { opening = null, response } = answersIn(record, mapping.response)
      // The user's later turns go between the answers when it is imported.
      const asked = onePrompt(prompt && [...prompt, ...later.map(user)], [opening])
      if (promptId === null && asked === null)
        throw new RecordProblem('missing_field', 'Neither an id nor the text of the prompt is given')
      return [{ externalId: promptId, prompt: asked, sample: sampleIn(record, mapping.sample), messages: response }]
    },
  }
}

function sampleIn(record: JsonRecord, place: Place | undefined): number {
  const number = place ? (numberAt(record, place) ?? 0) : 0
  if (Number.isInteger(number) && number >= 0 && number < 2 ** 31) return number
  throw new RecordProblem('wrong_type', `“${place?.path}” is ${number}, not a whole number from 0`)
}

function fieldsOf(places: readonly (readonly [name: string, place: Place | undefined])[]) {
  return places.flatMap(([name, place]) =>
    place ? [[name, `${place.path}${place.json ? ', read as JSON' : ''}`] as const] : [],
  )
}
