import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { checkText, id, isGiven, type JsonRecord, messages, name } from '../read/fields'
import { assistant, CATEGORIES, IDS, user } from '../read/record-parts'
import { unwrapped } from './parts'

/** How forms and tools call the two responses, the first and the second, and after each other. */
const PAIRS = [
  ['response_a', 'response_b'],
  ['response_1', 'response_2'],
  ['response1', 'response2'],
  ['answer_a', 'answer_b'],
  ['answer_1', 'answer_2'],
  ['answer1', 'answer2'],
  ['output_a', 'output_b'],
  ['output_1', 'output_2'],
  ['output_text_a', 'output_text_b'],
  ['completion_a', 'completion_b'],
  ['generation_a', 'generation_b'],
  ['generation_a_html', 'generation_b_html'],
  ['text1', 'text2'],
  ['text_1', 'text_2'],
  ['text_a', 'text_b'],
  ['left', 'right'],
  ['option_a', 'option_b'],
  ['response-1', 'response-2'],
  ['response 1', 'response 2'],
  ['Answer A', 'Answer B'],
  ['answer A', 'answer B'],
  ['a', 'b'],
] as const

const SYSTEMS = [
  ['model_a', 'model_b'],
  ['model_1', 'model_2'],
  ['system_a', 'system_b'],
  ['model_left', 'model_right'],
  ['left_model', 'right_model'],
  ['generator_1', 'generator_2'],
] as const

const PROMPTS = [
  'prompt',
  'prompt_html',
  'question',
  'question_text',
  'instruction',
  'input',
  'input_text',
  'query',
] as const

/** What a record says of a pair, under whichever usual names; `fields` are those of the two responses. */
type Pair = {
  fields: readonly [string, string]
  about: {
    promptId: string | null
    prompt: Message[]
    category: string | null
    systemA: string
    systemB: string
    responseA: Message[]
    responseB: Message[]
  }
}

/**
 * The pair that a record of a tool is about. Where it names no systems, they are called after the fields of their
 * responses: results then tell of places, not of systems.
 * @param place where the record stands in the file's own, for messages
 * @throws RecordProblem saying which names are looked for
 */
export function pairIn(record: JsonRecord, place = ''): Pair {
  const fields = PAIRS.find(([a, b]) => a in record && b in record)
  if (!fields)
    throw new RecordProblem(
      'missing_field',
      `${place}No two responses are found; they are looked for as ${PAIRS.slice(0, 3)
        .map((pair) => `“${pair.join('” and “')}”`)
        .join(', ')} and the like`,
    )
  const asked = PROMPTS.find((field) => isGiven(record, field))
  if (asked === undefined)
    throw new RecordProblem(
      'missing_field',
      `${place}No prompt is found; it is looked for as “prompt”, “question” and the like`,
    )
  const named = SYSTEMS.find(([a, b]) => isGiven(record, a) && isGiven(record, b))
  const [systemA, systemB] = named ? [name(record, named[0]) ?? fields[0], name(record, named[1]) ?? fields[1]] : fields
  const category = CATEGORIES.find((field) => isGiven(record, field))
  const promptId = IDS.slice(1).find((field) => isGiven(record, field))
  return {
    fields,
    about: {
      promptId: promptId === undefined ? null : id(record, promptId),
      prompt: textOrTurns(record, asked, user),
      category: category === undefined ? null : name(record, category),
      ...{ systemA, systemB },
      responseA: textOrTurns(record, fields[0], assistant),
      responseB: textOrTurns(record, fields[1], assistant),
    },
  }
}

/** A text, or a list of turns, also as JSON within a text. */
function textOrTurns(record: JsonRecord, field: string, said: (content: string) => Message): Message[] {
  const value = unwrapped(record[field])
  if (Array.isArray(value) && value.every((turn) => typeof turn === 'object'))
    return messages({ [field]: value }, field)
  return [said(checkText(record[field], `“${field}”`))]
}
