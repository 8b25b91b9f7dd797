import type { Format } from '../formats/format'
import { FORMATS } from '../formats/formats'
import { RecordProblem } from '../problems'
import { MOST } from './bounds'
import { decodeUtf8 } from './decode'
import type { JsonRecord } from './fields'
import { listWithin } from './json-text'
import { explainPairs, pairsIn } from './pairs'
import type { RawRecord } from './raw-record'
import { csvParser, type Parser, parseJson } from './read-record'
import type { Container } from './sniff'
import { parseCells } from './split-csv'
import { ACCEPTED, unreadable } from './unreadable'

/** What is looked at before a file counts as not recognised. */
const MAX_RECORDS = 100
const MAX_BYTES = 16 * 1024 * 1024

type Recognised = {
  format: Format
  parse: Parser
  /** What was cut so far, to be read now that the format is known. */
  seen: RawRecord[]
}

/**
 * Reads on until a record, or the first line of CSV, tells the file's format.
 * @param head how the file begins
 * @throws AppError `file_unreadable` saying what was seen, when none does
 */
export async function recognise(
  kind: Format['kind'],
  container: Container,
  batches: AsyncGenerator<RawRecord[]>,
  head: Buffer,
): Promise<Recognised> {
  const look = container.kind === 'csv' ? new LookAtColumns(kind, container.delimiter) : new LookAtRecords(kind, head)
  const seen: RawRecord[] = []
  let bytes = 0
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    for (const raw of next.value) seen.push(raw)
    for (const raw of next.value) {
      bytes += raw.bytes?.length ?? 0
      if (raw.bytes?.length === 0) continue
      const found = look.at(raw)
      if (found) return { ...found, seen: found.header ? seen.filter((one) => one !== raw) : seen }
    }
    if ((seen.at(-1)?.record ?? 0) >= MAX_RECORDS || bytes > MAX_BYTES || seen.length > MOST.blanks) break
  }
  throw look.failure()
}

type Found = { format: Format; parse: Parser; header?: true }

class LookAtRecords {
  #fields: string[] | undefined
  #problem: string | undefined

  constructor(
    private readonly kind: Format['kind'],
    private readonly head: Buffer,
  ) {}

  at(raw: RawRecord): Found | undefined {
    try {
      const record = parseJson(raw)
      const fields = Object.keys(record)
      const isFirst = this.#fields === undefined
      this.#fields ??= fields
      const format = formatOf(this.kind, fields)
      if (!format) return undefined
      // Where the first record can only be read as the other kind, the file is of that kind.
      const other = isFirst && !canRead(format, record) ? otherFormat(this.kind, fields) : undefined
      if (other && canRead(other, record)) throw heldElsewhere(other, SEEN_AS_RECORD, fields)
      return { format, parse: parseJson }
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      this.#problem ??= `line ${raw.line}: ${error.detail}`
      return undefined
    }
  }

  failure(): Error {
    const list = listWithin(this.head.toString('utf8'))
    if (list !== null)
      return unreadable(
        `The file is one JSON object; its list is under “${list.slice(0, 40)}”. Upload that list alone: with jq, “jq '.${list.slice(0, 40)}' FILE > list.json”.`,
      )
    if (this.#fields) return notRecognised(this.kind, SEEN_AS_RECORD, this.#fields)
    if (this.#problem) return unreadable(`None of the first records can be read (${this.#problem}). ${ACCEPTED}`)
    return unreadable('The file is empty: it holds no record. Choose the file that holds the data.')
  }
}

const SEEN_AS_RECORD = 'its first record has the fields'

/** Whether a record is one of the format, not only by the names of its fields. A dialogue in disorder is one all the same. */
function canRead(format: Format, record: JsonRecord): boolean {
  try {
    format.read(record)
    return true
  } catch (error) {
    if (error instanceof RecordProblem) return error.code === 'wrong_order'
    throw error
  }
}

class LookAtColumns {
  #columns: string[] = []

  constructor(
    private readonly kind: Format['kind'],
    private readonly delimiter: string,
  ) {}

  at({ bytes, line }: RawRecord): Found | undefined {
    if (this.#columns.length > 0) return undefined
    const header = decodeUtf8(bytes ?? Buffer.alloc(0), line)
    const { cells, count } = parseCells(header, this.delimiter, MOST.columns)
    if (count > MOST.columns)
      throw unreadable(
        `Line ${line} names ${count} columns; at most ${MOST.columns} are read. Leave out those that are not needed, then try again.`,
      )
    this.#columns = cells.map((cell) => cell.trim().toLowerCase())
    const twice = firstTwice(this.#columns)
    if (twice !== undefined)
      throw unreadable(`Two columns are called “${twice}”. Give each column its own name, then try again.`)
    const format = formatOf(this.kind, this.#columns)
    return format && { format, parse: csvParser(this.#columns, this.delimiter), header: true }
  }

  failure(): Error {
    return notRecognised(this.kind, 'it was read as CSV with the columns', this.#columns)
  }
}

function firstTwice(columns: readonly string[]): string | undefined {
  const met = new Set<string>()
  return columns.find((column) => met.size === met.add(column).size)
}

/** @throws AppError `file_unreadable` for a file of pairs, which would lose its responses and verdicts as anything else */
function formatOf(kind: Format['kind'], fields: string[]): Format | undefined {
  const names = new Set(fields)
  const has = (field: string) => names.has(field)
  const pairs = pairsIn(has)
  if (pairs) throw unreadable(explainPairs(pairs))
  return FORMATS.find((format) => format.kind === kind && format.matches(has))
}

function otherFormat(kind: Format['kind'], fields: string[]): Format | undefined {
  return formatOf(kind === 'PROMPTS' ? 'RESPONSES' : 'PROMPTS', fields)
}

function notRecognised(kind: Format['kind'], seenAs: string, fields: string[]): Error {
  const other = otherFormat(kind, fields)
  if (other) return heldElsewhere(other, seenAs, fields)
  return unreadable(`The format was not recognised: ${seenAs} ${listFields(fields)}. ${ACCEPTED}`)
}

function heldElsewhere(other: Format, seenAs: string, fields: string[]): Error {
  const [here, there] = other.kind === 'PROMPTS' ? ['responses', 'prompts'] : ['prompts', 'responses']
  return unreadable(
    `The file holds ${there} (${other.name}), not ${here}: ${seenAs} ${listFields(fields)}. Upload it there instead.`,
  )
}

function listFields(fields: readonly string[]): string {
  return fields
    .slice(0, 12)
    .map((field) => `“${field.slice(0, 40)}”`)
    .join(', ')
}
