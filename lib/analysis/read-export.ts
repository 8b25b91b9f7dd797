import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parse } from 'csv-parse'
import { z } from 'zod'
import { AppError } from '@/lib/errors'

/** Stands in `left_out` of a row that tells of a pair that could not be judged: it is no judgment. */
export const SET_ASIDE = 'set_aside'

const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
const number = z
  .union([z.number(), z.string(), z.null()])
  .optional()
  .transform((value) => (value === null || value === undefined || value === '' ? null : Number(value)))
const flag = z.union([z.boolean(), z.stringbool()])
const optionalFlag = z.union([flag, z.literal(''), z.null()]).optional()

const Judged = z.object({
  study: text,
  study_id: text,
  origin: text,
  item: number,
  prompt_id: text,
  category: text,
  tags: text.transform((value) => z.array(z.string()).parse(value === null ? [] : JSON.parse(value))),
  model_a: z.string().min(1),
  model_b: text,
  focal: text,
  length_a: number,
  length_b: number,
  criterion: text,
  // An empty cell is no score, and must not pass for a tie.
  score: z.union([z.number(), z.string().min(1).transform(Number)]).refine(Number.isFinite),
  // Of later exports than the rest.
  ...{ rationale: text, flag: text, flag_note: text, revision: number, asked: text, hasty: optionalFlag },
  presented_left: text,
  annotator: text,
  group: text,
  simulated: flag,
  elapsed_ms: number,
  active_ms: number,
  left_out: text,
  repeat: number,
  shared: optionalFlag,
  verdict: text,
  expected: text,
  seed: number,
})

/** A pair that could not be judged has no score, but says why. */
const SetAside = Judged.extend({
  score: z
    .union([z.literal(''), z.null()])
    .optional()
    .transform(() => Number.NaN),
  flag: z.string().min(1),
  left_out: z.literal(SET_ASIDE),
})

/** The schema that a row of a file has to fit. */
function schemaOf(row: unknown) {
  return (row as { left_out?: unknown } | null)?.left_out === SET_ASIDE ? SetAside : Judged
}

/** What a row of judgments.csv or judgments.jsonl tells. What an older or shorter file lacks is null. */
export type ExportedJudgment = {
  study: string
  title: string
  origin: string
  /** The item's number in its study; null in published counts. */
  item: number | null
  promptId: string | null
  category: string | null
  tags: string[]
  modelA: string
  modelB: string
  focal: 'a' | 'b' | null
  lengthA: number | null
  lengthB: number | null
  criterion: string
  score: number
  leftIsA: boolean | null
  annotator: string | null
  group: string
  simulated: boolean
  milliseconds: number | null
  /** Why figure 1 does not count the row; null when it does. */
  leftOut: string | null
  repeat: number
  /** Whether the item is of the study's shared set. */
  shared: boolean
  verdict: string | null
  /** The known verdict of a check or gold item. */
  expected: string | null
  seed: number
  /** What was said beside the verdict; its words stay in the file. */
  said: Said
}

/** What an annotator did beside choosing. */
export type Said = {
  hasRationale: boolean
  /** Why the pair could not be judged. */
  flag: string | null
  hasNote: boolean
  /** 0 for the first answer, 1 for its first change, and so on. */
  revision: number
  /** What the desk asked about before it took the verdict, and whether the verdict was given all the same. */
  asked: string | null
  hasty: boolean
}

/** Nothing beside the verdict. */
export const NOTHING_SAID: Said = {
  ...{ hasRationale: false, flag: null, hasNote: false, revision: 0, asked: null, hasty: false },
}

/**
 * Reads the judgments of an export, CSV or JSON Lines, told apart by their content.
 * @throws AppError `file_unreadable` naming the line and what to do
 */
export async function* readExport(file: string): AsyncGenerator<ExportedJudgment> {
  const rows = (await firstCharacter(file)) === '{' ? readJsonLines(file) : readCsv(file)
  for await (const { line, value } of rows) {
    const row = schemaOf(value).safeParse(value)
    if (!row.success) throw unreadable(line, `${row.error.issues[0]?.path.join('.')} is missing or wrong`)
    yield toJudgment(row.data)
  }
}

/** A row as the export makes it, before it becomes a line of a file. */
export function parseExported(row: unknown): ExportedJudgment {
  return toJudgment(schemaOf(row).parse(row))
}

function toJudgment(row: z.output<typeof Judged>): ExportedJudgment {
  return {
    study: row.study_id ?? row.study ?? '',
    title: row.study ?? '',
    origin: row.origin ?? '',
    item: row.item,
    promptId: row.prompt_id,
    category: row.category,
    tags: row.tags,
    modelA: row.model_a,
    modelB: row.model_b ?? '',
    focal: row.focal === 'a' || row.focal === 'b' ? row.focal : null,
    lengthA: row.length_a,
    lengthB: row.length_b,
    criterion: row.criterion ?? '',
    score: row.score,
    leftIsA: row.presented_left === null ? null : row.presented_left === 'a',
    annotator: row.annotator,
    group: row.group ?? '',
    simulated: row.simulated,
    milliseconds: row.active_ms ?? row.elapsed_ms,
    leftOut: row.left_out,
    repeat: row.repeat ?? 0,
    shared: row.shared === true,
    verdict: row.verdict,
    expected: row.expected,
    seed: row.seed ?? 0,
    said: {
      ...{ hasRationale: row.rationale !== null, flag: row.flag, hasNote: row.flag_note !== null },
      ...{ revision: row.revision ?? 0, asked: row.asked, hasty: row.hasty === true },
    },
  }
}

type Line = { line: number; value: unknown }

async function* readJsonLines(file: string): AsyncGenerator<Line> {
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    line++
    if (text.trim() !== '') yield { line, value: parseJson(line, line === 1 ? text.replace(/^\uFEFF/, '') : text) }
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
  const parser = createReadStream(file).pipe(
    parse({ columns: requireColumns, bom: true, info: true, cast: undoNeutralising }),
  )
  try {
    for await (const { record, info } of parser) yield { line: info.lines, value: record }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw unreadable(parser.info.lines, 'it is not CSV as the export writes it', cause)
  }
}

/** Without rows, a file of something else would pass for a study without judgments. */
function requireColumns(header: string[]): string[] {
  const absent = ['model_a', 'score'].find((name) => !header.includes(name))
  if (absent) throw unreadable(1, `the column ${absent} is missing`)
  return header
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
