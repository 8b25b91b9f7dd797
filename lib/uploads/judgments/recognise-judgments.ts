import { RecordProblem } from '../problems'
import { MOST } from '../read/bounds'
import { decodeUtf8 } from '../read/decode'
import type { RawRecord } from '../read/raw-record'
import { csvParser, type Parser, parseJson } from '../read/read-record'
import type { Container } from '../read/sniff'
import { parseCells } from '../read/split-csv'
import { unreadable } from '../read/unreadable'
import type { JudgmentFormat } from './format'
import { JUDGMENT_FORMATS, PAIR_FORMATS } from './formats'
import type { HowToRead } from './how-to-read'

/** Records that are looked at before a file counts as not recognised. */
const MAX_RECORDS = 100

type Wanted = Pick<HowToRead, 'wanted' | 'pairs'>

type Recognised = { format: JudgmentFormat; parse: Parser; seen: RawRecord[] }

/**
 * Reads on until a record, or the first line of CSV, tells the format.
 * @param how the only format that is taken, by its id; and whether those of pairs are, too
 * @throws AppError `file_unreadable` saying what was seen
 */
export async function recogniseJudgments(
  how: Wanted,
  container: Container,
  batches: AsyncGenerator<RawRecord[]>,
): Promise<Recognised> {
  const seen: RawRecord[] = []
  let fields: string[] | null = null
  let problem: string | null = null
  for (let next = await batches.next(); !next.done; next = await batches.next()) {
    seen.push(...next.value)
    for (const raw of next.value) {
      if (raw.bytes?.length === 0) continue
      if (container.kind === 'csv') {
        const columns = columnsOf(raw, container.delimiter)
        const parse = csvParser(columns, container.delimiter)
        return { format: required(how, columns), parse, seen: seen.filter((one) => one !== raw) }
      }
      try {
        fields = Object.keys(parseJson(raw))
        const format = formatOf(how, fields)
        if (format) return { format, parse: parseJson, seen }
      } catch (error) {
        if (!(error instanceof RecordProblem)) throw error
        problem ??= `line ${raw.line}: ${error.detail}`
      }
    }
    if (seen.length >= MAX_RECORDS) break
  }
  if (fields) return { format: required(how, fields), parse: parseJson, seen }
  throw unreadable(
    problem === null
      ? 'The file is empty: it holds no record. Choose the file that holds the judgments.'
      : `None of the first records can be read (${problem}).`,
  )
}

function columnsOf({ bytes, line }: RawRecord, delimiter: string): string[] {
  const { cells, count } = parseCells(decodeUtf8(bytes ?? Buffer.alloc(0), line), delimiter, MOST.columns)
  if (count > MOST.columns)
    throw unreadable(`Line ${line} names ${count} columns; at most ${MOST.columns} are read. Leave out some of them.`)
  const columns = cells.map((cell) => cell.trim().toLowerCase())
  const twice = columns.find((column, index) => columns.indexOf(column) < index)
  if (twice !== undefined)
    throw unreadable(`Two columns are called “${twice}”. Give each column its own name, then try again.`)
  return columns
}

function formatsFor({ wanted, pairs }: Wanted): readonly JudgmentFormat[] {
  const formats = pairs ? [...PAIR_FORMATS, ...JUDGMENT_FORMATS] : JUDGMENT_FORMATS
  return formats.filter(({ id }) => wanted === null || id === wanted)
}

function formatOf(how: Wanted, fields: readonly string[]): JudgmentFormat | undefined {
  const names = new Set(fields)
  return formatsFor(how).find((format) => format.matches((field) => names.has(field)))
}

function required(how: Wanted, fields: readonly string[]): JudgmentFormat {
  const format = formatOf(how, fields)
  if (format) return format
  const seen = fields
    .slice(0, 12)
    .map((field) => `“${field.slice(0, 40)}”`)
    .join(', ')
  const names = formatsFor(how).map(({ name }) => name)
  throw unreadable(
    how.wanted === null
      ? `The format was not recognised: its first record has the fields ${seen}. ${how.pairs ? 'Pairs' : 'Judgments'} are read of: ${names.join('; ')}. Of other tables tell what their columns mean: a mapping does.`
      : `The file is not read as ${names.join()}: its first record has the fields ${seen}. All files of ${how.pairs ? 'an import' : 'a study'} are of one format.`,
  )
}
