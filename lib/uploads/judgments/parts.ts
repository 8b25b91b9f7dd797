import type { Message } from '@/lib/prompts/messages'
import { RecordProblem } from '../problems'
import { takeApart } from '../read/dialogue'
import { checkText, isGiven, type JsonRecord, messages, name, show } from '../read/fields'
import type { JudgmentFields } from './format'

/** @throws RecordProblem for a row that does not say what was asked, or that has one system twice */
export function requireWhole({ promptId, prompt, systemA, systemB }: JudgmentFields): void {
  if (promptId === null && prompt === null)
    throw new RecordProblem('missing_field', 'Neither an id nor the text of the prompt is given')
  if (systemA === systemB) throw new RecordProblem('same_system', `Both are “${systemA}”`)
}

/** A system's name, which has to be there. @throws RecordProblem */
export function system(record: JsonRecord, field: string): string {
  const value = name(record, field)
  if (value === null) throw new RecordProblem('missing_field', `“${field}” is missing: it names a system`)
  return value
}

/** A verdict that is none of those known. */
export function unparsed(field: string, value: unknown): RecordProblem {
  return new RecordProblem('unparsed', `“${field}” is ${show(value)}`)
}

/** The code that a verdict stands for. @throws RecordProblem */
export function codeOf(record: JsonRecord, field: string, codes: ReadonlyMap<string, string>): string {
  const value = record[field]
  const code = codes.get(String(value).trim().toLowerCase())
  if (code === undefined) throw unparsed(field, value)
  return code
}

/** Names of models, by how their makers call them: judges that are so called are no people. */
const MODELS =
  /^(gpt|chatgpt|o\d|claude|gemini|palm|bard|llama|mistral|mixtral|qwen|deepseek|command|pandalm|grok|weighted_|alpaca_eval)/i

const isModelName = (name: string) => MODELS.test(name)

/** The group of judges called alike: `expert_12` is one of `expert`. Models are a group each. */
export function groupOfJudge(judge: string): { group: string; isModel: boolean } {
  if (isModelName(judge)) return { group: judge, isModel: true }
  const group = judge.replace(/[_\s-]?\d+$/, '')
  return { group: group === judge || group === '' ? 'Annotators' : group, isModel: false }
}

/** A judge: a name, or a list such as `["gpt-4", "pair-v2"]`, also as text. @throws RecordProblem */
export function judgeOf(record: JsonRecord, field: string): string | null {
  const value = unwrapped(record[field])
  if (!Array.isArray(value)) return name({ [field]: value }, field)
  return name(
    {
      [field]: value
        .slice(0, 10)
        .map((part) => checkText(part, `“${field}”`))
        .join(', '),
    },
    field,
  )
}

/** JSON that stands in a text, as tables have lists. */
export function unwrapped(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** A conversation's opening and what the system said to it, up to so many exchanges. @throws RecordProblem */
export function exchanges(
  record: JsonRecord,
  field: string,
  turns: number | null,
): { prompt: Message[]; response: Message[] } {
  const { prompt, response } = takeApart(messages({ [field]: unwrapped(record[field]) }, field), field)
  if (prompt.length === 0) throw new RecordProblem('missing_field', `“${field}” begins with an answer`)
  const ends = response.flatMap(({ role }, index) => (role === 'assistant' ? [index] : []))
  const end = turns === null ? ends.at(-1) : ends[turns - 1]
  if (end === undefined)
    throw new RecordProblem('wrong_turns', `“${field}” has ${ends.length} answers; “turn” is ${turns}`)
  return { prompt, response: response.slice(0, end + 1) }
}

/** A time in seconds since 1970, or as text. @throws RecordProblem */
export function timeOf(record: JsonRecord, field: string): string | null {
  if (!isGiven(record, field)) return null
  const value = record[field]
  const time = typeof value === 'number' ? new Date(value * 1000) : new Date(zoned(checkText(value, `“${field}”`)))
  if (Number.isNaN(time.getTime()) || time.getTime() > Date.now() || time.getFullYear() < 1970)
    throw new RecordProblem('wrong_type', `“${field}” is ${show(value)}, not a time of the past`)
  return time.toISOString()
}

/** Where no zone is given, it is UTC: the same file gives the same times anywhere. */
function zoned(text: string): string {
  const trimmed = text.trim()
  return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(trimmed) ? `${trimmed.replace(' ', 'T')}Z` : trimmed
}

/** A text that may be missing, and then is null. @throws RecordProblem */
export function maybeText(record: JsonRecord, field: string): string | null {
  return isGiven(record, field) ? checkText(record[field], `“${field}”`) : null
}

/** More annotations, answers or raters than any record has. */
export const MOST_ENTRIES = 1000

/** An object that must be one. @throws RecordProblem */
export function objectIn(value: unknown, field: string): JsonRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RecordProblem('wrong_type', `“${field}” is ${show(value)}, not an object`)
  return value as JsonRecord
}

/** A list of objects. @throws RecordProblem */
export function listIn(value: unknown, field: string): JsonRecord[] {
  if (!Array.isArray(value)) throw new RecordProblem('wrong_type', `“${field}” is ${show(value)}, not a list`)
  if (value.length > MOST_ENTRIES)
    throw new RecordProblem('too_long', `“${field}” has ${value.length} entries; ${MOST_ENTRIES} are allowed`)
  return value.map((one: unknown, index) => objectIn(one, `${field}[${index}]`))
}

/** The group of a judge as our own exports name it beside them; null where they do not. @throws RecordProblem */
export function ownGroup(record: JsonRecord): { group: string; isModel: boolean } | null {
  const group = name(record, 'group')
  return group !== null && isGiven(record, 'annotator_kind')
    ? { group, isModel: record.annotator_kind === 'model' }
    : null
}
