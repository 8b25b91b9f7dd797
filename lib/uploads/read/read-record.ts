import { digestMessages, type Message } from '@/lib/prompts/messages'
import type { Format, PromptFields, ResponseFields, ResponseFormat } from '../formats/format'
import { type ProblemCode, RecordProblem, type WarningCode } from '../problems'
import { MAX_RECORD_BYTES, MOST } from './bounds'
import { decodeUtf8 } from './decode'
import { id, isGiven, type JsonRecord, name, show } from './fields'
import { explainJson, nestsTooDeep, repeatedKey } from './json-text'
import type { RawRecord } from './raw-record'
import { anyId } from './record-parts'
import { parseCells } from './split-csv'
import { UnreadFields } from './unread-fields'
import { unreadable } from './unreadable'

/** One prompt or response of a file, or what is wrong with a record. */
export type ReadRow = {
  /** Which file of an archive, from 0. */
  part: number
  line: number
  record: number
  externalId: string | null
  category: string | null
  tags: string[]
  sample: number
  messages: Message[] | null
  digest: string | null
  promptDigest: string | null
  problem: ProblemCode | null
  /** About the problem; in rows that name their prompt by its text only, how it begins. */
  detail: string | null
  /** Who answered; null where it was said with the upload. */
  system: string | null
  warning: WarningCode | null
  /** How a record with a problem begins. */
  beginning: string | null
}

/** Whose responses a file holds, where its records do not have to say it. */
export type Origin = {
  /** What the files of an archive are called. */
  nameOfPart: (part: number) => string
  /** Whether the system was named with the upload: then the file has that one only. */
  isNamed: boolean
}

/** Parses one record; CSV needs the names of its columns. */
export type Parser = (raw: RawRecord) => JsonRecord

/** @throws RecordProblem when the record is no JSON object */
export function parseJson({ bytes, line, fault, about }: RawRecord): JsonRecord {
  if (fault) throw fault
  const there = present(bytes)
  if (nestsTooDeep(there))
    throw new RecordProblem('too_long', `Lists and objects nest deeper than ${MOST.depth} levels`)
  const value = parseOrExplain(decodeUtf8(there, line))
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RecordProblem('wrong_type', `The record is ${show(value)}, not an object`)
  const twice = repeatedKey(there)
  if (twice !== null) throw new RecordProblem('duplicate_key', `${show(twice)} is given twice`)
  return about ? { ...about, ...value } : (value as JsonRecord)
}

/** @throws RecordProblem when the record has more or fewer cells than there are columns */
export function csvParser(columns: readonly string[], delimiter: string): Parser {
  return ({ bytes, line }) => {
    const { cells, count } = parseCells(decodeUtf8(present(bytes), line), delimiter, columns.length)
    // What spreadsheets write for an empty row.
    if (count > 1 && count === cells.length && cells.every((cell) => cell.trim() === ''))
      throw new RecordProblem('blank', '')
    if (count !== columns.length)
      throw new RecordProblem('wrong_columns', `${count} cells for ${columns.length} columns`)
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  }
}

/** Turns a file's records into rows, and remembers which system the first of them named. */
export class RecordReader {
  #system: string | null = null
  #isEmpty = true
  #blanks = 0
  readonly unread: UnreadFields

  constructor(
    private readonly format: Format,
    private readonly parse: Parser,
    private readonly origin: Origin,
  ) {
    this.unread = new UnreadFields(format)
  }

  get system(): string | null {
    return this.#system
  }

  /** Whether nothing but blank lines was read so far. */
  get isEmpty(): boolean {
    return this.#isEmpty
  }

  read(raw: RawRecord): ReadRow[] {
    const blank = { ...NOTHING, part: raw.part ?? 0, line: raw.line, record: raw.record }
    if (raw.bytes?.length === 0) return this.#blankRow(blank)
    this.#isEmpty = false
    let record: JsonRecord | undefined
    try {
      record = this.parse(raw)
      const { watched, looked } = watch(record)
      const rows = this.#rowsOf(blank, watched)
      this.unread.add(record, looked)
      return rows
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      const about = { problem: error.code, detail: error.detail || null, beginning: beginningOf(raw) }
      return [{ ...blank, externalId: idOf(record), ...about }]
    }
  }

  #rowsOf(blank: ReadRow, record: JsonRecord): ReadRow[] {
    if (this.format.kind === 'PROMPTS') return [promptRow(blank, this.format.read(record))]
    const { format } = this
    // First what it holds: a request that failed names no model, and is no reason to refuse the file.
    const read = format.read(record)
    const system = this.#systemOf(record, format, blank.part)
    return read.map((fields) => responseRow({ ...blank, system }, fields))
  }

  #blankRow(row: ReadRow): ReadRow[] {
    this.#blanks += 1
    if (this.#blanks > MOST.blanks)
      throw unreadable(`The file has more than ${MOST.blanks} blank lines. Remove them, then try again.`)
    return [{ ...row, problem: 'blank' }]
  }

  /** Who answered; null where it was said with the upload, whose files then name one system at most. */
  #systemOf(record: JsonRecord, format: ResponseFormat, part: number): string | null {
    const { system: field, systemOf, isRequest, systemOfFile } = format
    if (isRequest?.(record)) return null
    const system = systemOf ? name({ [field]: systemOf(record) }, field) : name(record, field)
    this.#system ??= system
    if (this.origin.isNamed) {
      if (system !== null && system !== this.#system)
        throw new RecordProblem('wrong_system', `“${field}” is “${system}”; the file begins with “${this.#system}”`)
      return null
    }
    const file = this.origin.nameOfPart(part)
    const found = system ?? systemOfFile?.(file) ?? null
    if (found === null)
      throw unreadable(
        `${file === '' ? 'The file' : `“${file}”`} does not say which system answered. Give the name of the system, then try again.`,
      )
    return found
  }
}

/** A record that remembers which of its fields were looked at: what never was is not read. */
function watch(record: JsonRecord): { watched: JsonRecord; looked: ReadonlySet<string> } {
  const looked = new Set<string>()
  const watched = new Proxy(record, {
    get(target, field) {
      if (typeof field === 'string') looked.add(field)
      return Reflect.get(target, field)
    },
  })
  return { watched, looked }
}

const NOTHING = {
  externalId: null,
  category: null,
  tags: [],
  sample: 0,
  messages: null,
  digest: null,
  promptDigest: null,
  problem: null,
  detail: null,
  system: null,
  warning: null,
  beginning: null,
}

/** Of what has a problem, so much is shown. */
const SHOWN_BYTES = 2000

/** How a record begins, in signs that can be stored. */
function beginningOf({ bytes, fault }: RawRecord): string | null {
  if (!bytes || fault) return null
  // Cut inside of a character it ends with a sign for that.
  const text = bytes.toString('utf8', 0, SHOWN_BYTES).replaceAll('\0', '\uFFFD')
  return bytes.length > SHOWN_BYTES ? `${text}…` : text
}

function promptRow(row: ReadRow, fields: PromptFields): ReadRow {
  return { ...row, ...fields, digest: digestMessages(fields.messages), detail: beginning(fields.messages) }
}

function responseRow(row: ReadRow, { prompt, warning = null, ...fields }: ResponseFields): ReadRow {
  if (fields.messages.length === 0)
    return { ...row, externalId: fields.externalId, promptDigest: prompt && digestMessages(prompt), problem: 'request' }
  const said = fields.messages.filter(({ role }) => role === 'assistant')
  const empty = said.findIndex(({ content }) => content.trim() === '')
  return {
    ...row,
    ...fields,
    warning,
    // Without the user's turns that are filled in from the prompt later.
    digest: digestMessages(fields.messages),
    promptDigest: prompt && digestMessages(prompt),
    problem: empty >= 0 ? 'empty_response' : null,
    detail:
      empty >= 0 && said.length > 1 ? `Answer ${empty + 1} of ${said.length} is empty` : prompt && beginning(prompt),
  }
}

function beginning(messages: Message[]): string {
  const text =
    messages
      .find(({ role }) => role === 'user')
      ?.content.trim()
      .replaceAll(/\s+/g, ' ') ?? ''
  // By characters, not by UTF-16 units: half of one could not be stored.
  const cut = Array.from(text.slice(0, 161)).slice(0, 80).join('')
  return `“${cut}${cut.length < text.length ? '…' : ''}”`
}

/** Where tools keep what their records are known by. */
const IDS_OF_TOOLS = ['custom_id', 'key', 'doc_id', 'instance_id', 'message_tree_id']

/** The id of a record with a problem, for naming it. */
function idOf(record: JsonRecord | undefined): string | null {
  if (!record) return null
  try {
    const field = IDS_OF_TOOLS.find((one) => isGiven(record, one))
    return field === undefined ? anyId(record) : id(record, field)
  } catch {
    return null
  }
}

function parseOrExplain(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new RecordProblem('not_json', explainJson(text, error))
  }
}

function present(bytes: Buffer | null): Buffer {
  if (bytes) return bytes
  throw new RecordProblem('too_long', `More than ${MAX_RECORD_BYTES / 1024 / 1024} MB in one record`)
}
