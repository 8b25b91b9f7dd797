import type { Asked, Offered, OfferedOption } from './request'
import { keyOf } from './request'

/** Counts up whenever the same text may be read otherwise: stored answers can then be read again. */
export const PARSER_VERSION = 1

/** As an answer of a verdict, as presented. */
export type ParsedAnswer = { criterion: string; turn: number; choice: string }

/** What an answer says: one option for each thing that was asked; or why it says none, for whoever reads the call. */
export type Parsed = { outcome: 'ANSWERED'; answers: ParsedAnswer[] } | { outcome: 'UNPARSED'; why: string }

/**
 * Reads a model's answer. In plain text its last line has to be a verdict, each verdict exactly one of the offered options,
 * and nothing else in the answer another verdict on the same: what is said twice in two ways is said not at all. Marks of
 * Markdown, brackets and reasoning between tags do not matter.
 */
export function parseAnswer(text: string, offered: Offered): Parsed {
  const spoken = withoutReasoning(text)
  const found = offered.mode === 'SCHEMA' ? readJson(spoken, offered.asked) : readLines(spoken, offered.asked)
  if (typeof found === 'string') return { outcome: 'UNPARSED', why: found }
  const answers = offered.asked.map(({ criterion, turn }, place) => ({
    ...{ criterion, turn, choice: (found[place] as OfferedOption).code },
  }))
  return { outcome: 'ANSWERED', answers }
}

const REASONING = /<(think|thinking|reasoning|reflection)>[\s\S]*?<\/\1>/gi
/** Reasoning whose beginning the server has cut off, and reasoning that never ended. */
const REASONING_END = /^[\s\S]*<\/(?:think|thinking|reasoning|reflection)>/i
const REASONING_START = /<(?:think|thinking|reasoning|reflection)>[\s\S]*$/i
/** A text that was to be judged, repeated with its tags: it is nobody's verdict. */
const REPEATED = /<([a-z][a-z, ]*\d*) ([0-9a-f]{16,})>[\s\S]*?<\/\1 \2>/gi

function withoutReasoning(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(REASONING, '')
    .replace(REASONING_END, '')
    .replace(REASONING_START, '')
    .replace(REPEATED, '')
}

/** The options that lines of a text choose, in the order of what was asked; else why not. */
function readLines(text: string, asked: readonly Asked[]): OfferedOption[] | string {
  const lines = text
    .split('\n')
    .map(plain)
    .filter((line) => line !== '')
  if (lines.length === 0) return 'The answer is empty.'
  const said = lines.map((line) => readLine(line, asked))
  if (said.at(-1) === null) return 'Its last line is no verdict.'
  const found: OfferedOption[] = []
  for (const [place, { name }] of asked.entries()) {
    const here = said.filter((each) => each?.place === place).map((each) => each?.option)
    const [option] = here
    if (!option) return here.length > 0 ? `${name} is two options at once.` : `${name} is missing.`
    if (here.some((other) => other !== option)) return `${name} is given in two ways.`
    found.push(option)
  }
  return found
}

/** A verdict in a line: on which of the things asked, and which option; none where it names two at once. */
type Said = { place: number; option: OfferedOption | null }

/** What one verdict may be called where there is but one. */
const ALONE =
  /^(?:(?:my|the|final|overall) )*(?:verdict|answer|choice|option|rating|grade|decision|judg(?:e)?ment)(?: is)?$/

function readLine(line: string, asked: readonly Asked[]): Said | null {
  const named = /^([^:=]{1,60}?)\s*[:=]\s*(.*)$/.exec(line)
  const name = fold(named?.[1] ?? '')
  const place = asked.findIndex((each) => fold(each.name) === name)
  if (place !== -1) return optionIn(named?.[2] ?? '', place, asked)
  if (asked.length > 1) return null
  if (ALONE.test(name)) return optionIn(named?.[2] ?? '', 0, asked)
  return optionIn(line, 0, asked)
}

function optionIn(text: string, place: number, asked: readonly Asked[]): Said | null {
  const option = readOption(plain(text), (asked[place] as Asked).options)
  return option === undefined ? null : { place, option }
}

/** One letter, in brackets or not, and what stands after it. */
const LETTER = /^[([{"'“]*([a-z])[)\]}"'”]*(?:\s*[).:,\-–—]+\s*|\s+|$)(.*)$/i

/** The option that a text is, by its letter, its words or both; null where these contradict each other, undefined for none. */
function readOption(text: string, options: readonly OfferedOption[]): OfferedOption | null | undefined {
  const words = fold(text)
  if (words === '') return undefined
  const byWords = options.filter((option) => isWords(words, option))
  const [, letter, rest = ''] = LETTER.exec(text) ?? []
  const byLetter = options.find((option) => option.letter === letter?.toUpperCase())
  if (byLetter && fold(rest) !== '' && isWords(fold(rest), byLetter)) return byLetter
  if (byWords.length > 0) return byWords.length === 1 && !contradicts(byLetter, rest, byWords[0]) ? byWords[0] : null
  if (!byLetter) return undefined
  if (fold(rest) === '') return byLetter
  return options.some((option) => isWords(fold(rest), option)) ? null : undefined
}

/** Whether a letter alone means another option than the words it is. */
function contradicts(byLetter: OfferedOption | undefined, rest: string, byWords: OfferedOption | undefined): boolean {
  return byLetter !== undefined && fold(rest) === '' && byLetter !== byWords
}

function isWords(words: string, { letter, label, anchor }: OfferedOption): boolean {
  const bare = fold(label)
  return bare !== '' && [bare, fold(`${label} ${letter}`), fold(`${label} ${anchor}`)].includes(words)
}

/** A line without the marks that only make it look like something. */
function plain(line: string): string {
  const bare = line
    .replace(/^\s*(?:[>#]+\s*)+/, '')
    .replace(/^\s*[-*•+]\s+/, '')
    .replace(/^\s*`{3,}.*$/, '')
    .replace(/\\boxed\{([^{}]*)\}/g, '$1')
    .replace(/[*_`$]/g, '')
    .replace(/\[\[([^[\]]*)\]\]/g, '$1')
  return bare.trim()
}

/** Letters and digits alone tell words apart. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** The options that an answer as JSON chooses; else why not. */
function readJson(text: string, asked: readonly Asked[]): OfferedOption[] | string {
  const json = parseObject(text)
  if (!json) return 'It is no JSON object.'
  const found: OfferedOption[] = []
  for (const [place, { name, options }] of asked.entries()) {
    const key = keyOf(asked, place)
    const value = json.value[key]
    // Of a key that comes twice JSON keeps the last.
    if (json.text.split(new RegExp(`"${key}"\\s*:`)).length > 2) return `${name} is given in two ways.`
    const option = typeof value === 'string' ? readOption(plain(value), options) : undefined
    if (!option)
      return option === null ? `${name} is two options at once.` : `${name} is missing, or none of the options.`
    found.push(option)
  }
  return found
}

function parseObject(text: string): { text: string; value: Record<string, unknown> } | null {
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')]
  if (start === -1 || end < start) return null
  const object = text.slice(start, end + 1)
  try {
    return { text: object, value: JSON.parse(object) as Record<string, unknown> }
  } catch {
    return null
  }
}
