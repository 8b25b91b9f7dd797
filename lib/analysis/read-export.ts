import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { AppError } from '@/lib/errors'
import type { ExportedJudgment } from './recompute'

const text = z.string().nullish()
const Row = z.object({
  study: text,
  origin: text,
  group: text,
  model_a: z.string().min(1),
  model_b: z.string().min(1),
  // An empty cell is no score, and must not pass for a tie.
  score: z.union([z.number(), z.string().min(1).transform(Number)]).refine(Number.isFinite),
  simulated: z.union([z.boolean(), z.stringbool()]),
  left_out: text,
})

/**
 * Reads the judgments of an export, CSV or JSON Lines, told apart by their content.
 * @throws AppError `file_unreadable` naming the line and what to do
 */
export async function* readExport(file: string): AsyncGenerator<ExportedJudgment> {
  const rows = (await firstCharacter(file)) === '{' ? readJsonLines(file) : readCsv(file)
  for await (const { line, value } of rows) {
    const row = Row.safeParse(value)
    if (!row.success) throw unreadable(line, `${row.error.issues[0]?.path.join('.')} is missing or wrong`)
    const { study, origin, group, model_a, model_b, score, simulated, left_out } = row.data
    const named = { study: study ?? '', origin: origin ?? '', group: group ?? '', modelA: model_a, modelB: model_b }
    yield { ...named, score, simulated, leftOut: left_out || null }
  }
}

type Line = { line: number; value: unknown }

async function* readJsonLines(file: string): AsyncGenerator<Line> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    line++
    if (text.trim() !== '') yield { line, value: parseJson(line, text) }
  }
}

function parseJson(line: number, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unreadable(line, 'it is not JSON', cause)
  }
}

async function* readCsv(file: string): AsyncGenerator<Line> {
  const parser = createReadStream(file).pipe(parse({ columns: true, bom: true, info: true, cast: undoNeutralising }))
  try {
    for await (const { record, info } of parser) yield { line: info.lines, value: record }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw unreadable(parser.info.lines, 'it is not CSV as the export writes it', cause)
  }
}

/** The export puts an apostrophe before what a spreadsheet would run as a formula. */
function undoNeutralising(cell: string): string {
  return /^'[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(cell) ? cell.slice(1) : cell
}

async function firstCharacter(file: string): Promise<string> {
  for await (const chunk of createReadStream(file, { encoding: 'utf8', end: 4095 })) {
    const start = String(chunk)
      .replace(/^\uFEFF/, '')
      .trimStart()
    if (start) return start.charAt(0)
  }
  throw new AppError('file_unreadable', { message: `${file} is empty.` })
}

function unreadable(line: number, why: string, cause?: unknown): AppError {
  const message = `Line ${line} cannot be read: ${why}. Give judgments.csv or judgments.jsonl as exported by a study.`
  return new AppError('file_unreadable', { message, cause })
}
