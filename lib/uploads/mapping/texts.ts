import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { checkPrompt, openingOf, takeApart } from '../read/dialogue'
import { filledText, isGiven, type JsonRecord, messages, tags, text } from '../read/fields'
import { assistant, filledTexts, user } from '../read/record-parts'
import { nameAt } from './scalar-at'
import type { Mapping, Place } from './schema'
import { valueAt } from './value-at'

/** What a row says was asked; `later` are turns of the user that come after the first answer. */
export type Asked = {
  promptId: string | null
  prompt: Message[] | null
  later: string[]
  category: string | null
  tags: string[]
}

type Said = { opening: Message[] | null; response: Message[] }

/** The prompt of a row, as far as the row tells. @throws RecordProblem */
export function askedIn(
  record: JsonRecord,
  mapping: Pick<Mapping, 'promptId' | 'prompt' | 'category' | 'tags'>,
): Asked {
  return {
    promptId: nameAt(record, mapping.promptId),
    ...turnsAsked(record, mapping.prompt),
    category: nameAt(record, mapping.category),
    tags: tagsAt(record, mapping.tags),
  }
}

/** A prompt is a text, a list of texts, which are the user's turns, or messages up to their first answer. */
function turnsAsked(record: JsonRecord, place: Place | undefined): Pick<Asked, 'prompt' | 'later'> {
  const found = place && held(record, place)
  if (!place || !found || !isGiven(found, place.path)) return { prompt: null, later: [] }
  if (!Array.isArray(found[place.path])) return { prompt: [user(filledText(found, place.path))], later: [] }
  if (isOfTexts(found[place.path])) {
    const [first = '', ...later] = filledTexts(found, place.path)
    return { prompt: [user(first)], later }
  }
  return { prompt: checkPrompt(openingOf(messages(found, place.path)), place.path), later: [] }
}

/**
 * What a system said: a text, a list of texts, one answer to each turn of the user, or messages, which may bring the
 * prompt with them.
 * @throws RecordProblem
 */
export function saidIn(record: JsonRecord, place: Place, later: readonly string[]): Said {
  const { opening, response } = answersIn(record, place)
  if (opening !== undefined) return { opening, response }
  if (response.length !== later.length + 1)
    throw new RecordProblem(
      'wrong_turns',
      `“${place.path}” has ${response.length} answers to ${later.length + 1} turns of the user`,
    )
  return {
    opening: null,
    response: response.flatMap((answer, turn) => [...(turn > 0 ? [user(later[turn - 1] ?? '')] : []), answer]),
  }
}

/** What a system said, as it stands; `opening` is undefined where it is answers alone. @throws RecordProblem */
export function answersIn(record: JsonRecord, place: Place): { opening?: Message[] | null; response: Message[] } {
  const found = held(record, place)
  const value = found[place.path]
  if (!Array.isArray(value)) return { response: [assistant(text(found, place.path))] }
  if (isOfTexts(value)) return { response: filledTexts(found, place.path).map(assistant) }
  const { prompt, response } = takeApart(messages(found, place.path), place.path)
  return { opening: prompt.length > 0 ? prompt : null, response }
}

/** Whether something is said at a place. */
export function isSaid(record: JsonRecord, place: Place): boolean {
  return isGiven(held(record, place), place.path)
}

/** The prompt that the columns or the conversations themselves begin with. @throws RecordProblem where two differ */
export function onePrompt(asked: Message[] | null, openings: readonly (Message[] | null)[]): Message[] | null {
  const [first = null, ...others] = openings.filter((opening) => opening !== null)
  if (first && others.some((other) => textOf(other) !== textOf(first)))
    throw new RecordProblem('prompt_differs', 'The two conversations begin with other questions')
  return asked ?? first
}

const textOf = (list: readonly Message[]) => JSON.stringify(list.map(({ role, content }) => [role, content.trim()]))

/** The value by the path's own name, so that what is wrong with it is told by that. */
function held(record: JsonRecord, place: Place): JsonRecord {
  return { [place.path]: valueAt(record, place) }
}

function tagsAt(record: JsonRecord, place: Place | undefined): string[] {
  return place ? tags(held(record, place), place.path) : []
}

function isOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')
}
