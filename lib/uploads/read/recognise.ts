import { RecordProblem } from '../problems'
import { decodeUtf8 } from './decode'
import type { RawRecord } from './raw-record'
import { csvParser, type Parser, parseJson } from './read-record'
import { SHAPES, type Shape } from './shapes'
import type { Container } from './sniff'
import { parseCells } from './split-csv'
import { ACCEPTED, unreadable } from './unreadable'

/** What is looked at before a file counts as not recognised. */
const MAX_RECORDS = 100
const MAX_BYTES = 16 * 1024 * 1024

type Recognised = {
  shape: Shape
  parse: Parser
  /** What was cut so far, to be read now that the shape is known. */
  seen: RawRecord[]
}

/**
 * Reads on until a record, or the first line of CSV, tells the file's shape.
 * @throws AppError `file_unreadable` saying what was seen, when none does
 */
export async function recognise(
  kind: Shape['kind'],
  container: Container,
  batches: AsyncGenerator<RawRecord[]>,
): Promise<Recognised> {
  const look = container.kind === 'csv' ? new LookAtColumns(kind, container.delimiter) : new LookAtRecords(kind)
  let seen: RawRecord[] = []
  let bytes = 0
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    seen = seen.concat(next.value)
    for (const raw of next.value) {
      bytes += raw.bytes?.length ?? 0
      if (raw.bytes?.length === 0) continue
      const found = look.at(raw)
      if (found) return { ...found, seen: found.header ? seen.filter((one) => one !== raw) : seen }
    }
    if ((seen.at(-1)?.record ?? 0) >= MAX_RECORDS || bytes > MAX_BYTES) break
  }
  throw look.failure()
}

type Found = { shape: Shape; parse: Parser; header?: true }

class LookAtRecords {
  #fields: string[] | undefined
  #problem: string | undefined

  constructor(private readonly kind: Shape['kind']) {}

  at(raw: RawRecord): Found | undefined {
    try {
      const record = parseJson(raw)
      this.#fields ??= Object.keys(record)
      const shape = shapeOf(this.kind, Object.keys(record))
      return shape && { shape, parse: parseJson }
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      this.#problem ??= `line ${raw.line}: ${error.detail}`
      return undefined
    }
  }

  failure(): Error {
    if (this.#fields) return notRecognised(this.kind, 'its first record has the fields', this.#fields)
    if (this.#problem) return unreadable(`None of the first records can be read (${this.#problem}). ${ACCEPTED}`)
    return unreadable('The file is empty: it holds no record. Choose the file that holds the data.')
  }
}

class LookAtColumns {
  #columns: string[] = []

  constructor(
    private readonly kind: Shape['kind'],
    private readonly delimiter: string,
  ) {}

  at({ bytes, line }: RawRecord): Found | undefined {
    if (this.#columns.length > 0) return undefined
    this.#columns = parseCells(decodeUtf8(bytes ?? Buffer.alloc(0), line), this.delimiter).map((cell) =>
      cell.trim().toLowerCase(),
    )
    const twice = this.#columns.find((column, index) => this.#columns.indexOf(column) !== index)
    if (twice) throw unreadable(`Two columns are called “${twice}”. Give each column its own name, then try again.`)
    const shape = shapeOf(this.kind, this.#columns)
    return shape && { shape, parse: csvParser(this.#columns, this.delimiter), header: true }
  }

  failure(): Error {
    return notRecognised(this.kind, 'it was read as CSV with the columns', this.#columns)
  }
}

function shapeOf(kind: Shape['kind'], fields: string[]): Shape | undefined {
  return SHAPES.find((shape) => shape.kind === kind && shape.matches((field) => fields.includes(field)))
}

function notRecognised(kind: Shape['kind'], seenAs: string, fields: string[]): Error {
  const other = shapeOf(kind === 'PROMPTS' ? 'RESPONSES' : 'PROMPTS', fields)
  const list = fields
    .slice(0, 12)
    .map((field) => `“${field.slice(0, 40)}”`)
    .join(', ')
  if (other)
    return unreadable(
      `The file holds ${other.kind === 'PROMPTS' ? 'prompts' : 'responses'} (${other.name}), not ${kind === 'PROMPTS' ? 'prompts' : 'responses'}: ${seenAs} ${list}. Upload it there instead.`,
    )
  return unreadable(`The format was not recognised: ${seenAs} ${list}. ${ACCEPTED}`)
}
