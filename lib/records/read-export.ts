import { createReadStream } from 'node:fs'
import { AppError } from '@/lib/errors'
import { MAX_RECORD_BYTES, MOST } from '@/lib/uploads/read/bounds'
import { cutFile } from '@/lib/uploads/read/cut-file'
import { decodeUtf8 } from '@/lib/uploads/read/decode'
import type { RawRecord } from '@/lib/uploads/read/raw-record'
import { parseCells } from '@/lib/uploads/read/split-csv'
import { KeyChecks } from './check-keys'
import { COLUMNS, type ExportedJudgment, schemaOf, toJudgment, WANTED } from './exported-judgment'

/**
 * Reads the judgments of an export, CSV or JSON, told apart by their content and unpacked as uploads are, once and in one pass.
 *
 * @param criterion the question that will be asked of them, where one is chosen
 * @throws AppError `file_unreadable` naming the line and what to do, also where two lines contradict each other
 */
export async function* readExport(file: string, criterion?: string): AsyncGenerator<ExportedJudgment> {
  const checks = new KeyChecks(criterion)
  for await (const { line, value } of readRecords(file)) {
    const row = schemaOf(value).safeParse(value)
    if (!row.success) throw unreadable(line, problemOf(value, row.error.issues[0]?.path[0]))
    const judgment = toJudgment(row.data)
    const contradiction = checks.add(judgment, line)
    if (contradiction !== null) throw new AppError('file_unreadable', { message: contradiction })
    yield judgment
  }
}

type Line = { line: number; value: Record<string, unknown> }

async function* readRecords(file: string): AsyncGenerator<Line> {
  const { container, raws, close } = await cutFile(createReadStream(file, { highWaterMark: 1 << 18 }))
  const parse = container.kind === 'csv' ? csvParser(container.delimiter) : parseJson
  try {
    for await (const batch of raws) yield* parseAll(batch, parse)
  } finally {
    await close()
  }
}

function* parseAll(records: readonly RawRecord[], parse: Parser): Generator<Line> {
  for (const { line, bytes, fault } of records) {
    if (fault) throw unreadable(line, fault.detail)
    if (bytes === null) throw unreadable(line, `it is longer than ${MAX_RECORD_BYTES / 2 ** 20} MiB`)
    const value = bytes.length === 0 ? null : parse(decodeUtf8(bytes, line), line)
    if (value !== null) yield { line, value }
  }
}

/** A record as an object; null where it holds none, as the names of the columns. */
type Parser = (record: string, line: number) => Record<string, unknown> | null

function parseJson(record: string, line: number): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(record)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch (cause) {
    throw unreadable(line, 'it is not JSON', cause)
  }
  throw unreadable(line, 'it is not a JSON object')
}

/** Only the columns that something is computed from become fields of an object. */
function csvParser(delimiter: string): Parser {
  let header: string[] | null = null
  let known: { name: string; at: number }[] = []
  return (record, line) => {
    const { cells, count } = parseCells(record, delimiter, header?.length ?? MOST.columns)
    if (header === null) {
      header = requireColumns(cells.map((cell) => cell.trim()))
      known = header.flatMap((name, at) => (COLUMNS.has(name) ? [{ name, at }] : []))
      return null
    }
    if (count === cells.length && cells.every((cell) => cell.trim() === '')) return null
    if (count !== header.length) throw unreadable(line, `it has ${count} cells for ${header.length} columns`)
    const value: Record<string, unknown> = {}
    for (const { name, at } of known) value[name] = undoNeutralising(cells[at] as string)
    return value
  }
}

/** Without rows, a file of something else would pass for a study without judgments. */
function requireColumns(header: string[]): string[] {
  const absent = ['model_a', 'score'].find((name) => !header.includes(name))
  if (absent) throw unreadable(1, `the column ${absent} is missing`)
  const twice = header.find((name, at) => COLUMNS.has(name) && header.indexOf(name) !== at)
  if (twice) throw unreadable(1, `the column ${twice} is there twice`)
  return header
}

/** The export puts an apostrophe before what a spreadsheet would run as a formula. */
function undoNeutralising(cell: string): string {
  return cell.startsWith("'") && /^'[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1) : cell
}

function problemOf(value: Record<string, unknown>, path: PropertyKey | undefined): string {
  const column = String(path)
  const given = value[column]
  if (given === undefined || given === null || given === '') return `${column} is missing`
  const shown = (typeof given === 'string' ? given : JSON.stringify(given)).slice(0, 60)
  return `${column} is “${shown}” where ${WANTED[column] ?? 'a text'} belongs`
}

function unreadable(line: number, why: string, cause?: unknown): AppError {
  const message = `Line ${line} cannot be read: ${why}. Give judgments.csv or judgments.jsonl as exported by a study.`
  return new AppError('file_unreadable', { message, cause })
}
