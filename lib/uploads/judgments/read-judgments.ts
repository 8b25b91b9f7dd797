import { digestMessages, type Message } from '@/lib/prompts/messages'
import { mappedImport } from '../mapping/mapped-format'
import { type ProblemCode, RecordProblem } from '../problems'
import { MOST } from '../read/bounds'
import { closing, cutFile, type Limits, type PartSummary } from '../read/cut-file'
import type { RawRecord } from '../read/raw-record'
import type { Parser } from '../read/read-record'
import type { Container } from '../read/sniff'
import { takeTable } from '../read/take-table'
import { unreadable } from '../read/unreadable'
import type { JudgmentFields, JudgmentFormat } from './format'
import type { HowToRead } from './how-to-read'
import { requireWhole } from './parts'
import { recogniseJudgments } from './recognise-judgments'

/** One judgment of a file, or what is wrong with a record. */
export type JudgmentRow = {
  line: number
  record: number
  fields: (JudgmentFields & { promptDigest: string | null; digestA: string; digestB: string | null }) | null
  problem: ProblemCode | null
  detail: string | null
}

/** A file of judgments that was recognised and can now be read, once. */
export type OpenJudgments = {
  format: JudgmentFormat
  container: Container['kind']
  rows: () => AsyncGenerator<JudgmentRow[]>
  summary: () => { lines: number; bytes: number; sha256: string; parts: PartSummary[] }
  /** Lets go of what was unpacked, however far the reading is. */
  close: () => Promise<void>
}

/**
 * Recognises a file of judgments by its content, and reads it as it comes in.
 *
 * @param how its name, where some formats have the systems, and what it is read as
 * @throws AppError `file_unreadable` here or while its rows are read; `too_large`
 */
export async function openJudgments(
  how: HowToRead,
  source: AsyncIterable<Uint8Array>,
  limits: Limits = {},
): Promise<OpenJudgments> {
  const { container, raws, total, nameOfPart, close } = await cutFile(source, limits)
  const { mapping, pairs } = how
  const { format, parse, seen } = await closing(close, async () =>
    mapping
      ? { format: mappedImport(mapping), ...(await takeTable(container, raws)) }
      : recogniseJudgments(how, container, raws),
  )
  // Of an archive some formats have the systems in the name of each file in it.
  const reader = new JudgmentReader(format, parse, { pairs, nameOf: (part) => nameOfPart(part) || how.file })
  return {
    format,
    container: container.kind,
    rows: async function* () {
      yield seen.flatMap((raw) => reader.read(raw))
      for await (const batch of raws) yield batch.flatMap((raw) => reader.read(raw))
      if (reader.isEmpty) throw unreadable('The file holds no record. Choose the file that holds the judgments.')
    },
    summary: total,
    close,
  }
}

class JudgmentReader {
  #blanks = 0
  isEmpty = true

  constructor(
    private readonly format: JudgmentFormat,
    private readonly parse: Parser,
    private readonly how: { pairs: boolean; nameOf: (part: number) => string },
  ) {}

  read(raw: RawRecord): JudgmentRow[] {
    const { line, record } = raw
    const blank = { line, record, fields: null, problem: null, detail: null }
    if (raw.bytes?.length === 0) return this.#blank()
    this.isEmpty = false
    try {
      const { nameOf, pairs } = this.how
      return this.format
        .read(this.parse(raw), nameOf(raw.part ?? 0))
        .map((fields) => ({ ...blank, fields: checked(pairs ? requireTexts(fields) : fields) }))
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      if (error.code === 'blank') return this.#blank()
      return [{ ...blank, problem: error.code, detail: error.detail || null }]
    }
  }

  /** They tell nothing, so none is kept. */
  #blank(): [] {
    this.#blanks += 1
    if (this.#blanks > MOST.blanks)
      throw unreadable(`The file has more than ${MOST.blanks} blank lines. Remove them, then try again.`)
    return []
  }
}

/** What is to be judged has to be there. */
function requireTexts(fields: JudgmentFields): JudgmentFields {
  const { systemA, systemB, responseA, responseB } = fields
  const shown = [[systemA, responseA] as const, ...(systemB === null ? [] : [[systemB, responseB] as const])]
  for (const [system, response] of shown) {
    if (response === null) throw new RecordProblem('missing_field', `The response of “${system}” is not given`)
    if (response.some(({ role, content }) => role === 'assistant' && content.trim() === ''))
      throw new RecordProblem('empty_response', `Of “${system}”`)
  }
  return { ...fields, answers: [] }
}

function checked(fields: JudgmentFields): NonNullable<JudgmentRow['fields']> {
  requireWhole(fields)
  const { systemB, responseA, responseB, prompt, part } = fields
  const digest = (response: Message[] | null) => (response ? digestMessages(response) : `absent ${part}`.trim())
  return {
    ...fields,
    promptDigest: prompt && digestMessages(prompt),
    digestA: digest(responseA),
    digestB: systemB === null ? null : digest(responseB),
  }
}
