import { digestMessages, type Message } from '@/lib/prompts/messages'
import { type ProblemCode, RecordProblem } from '../problems'
import { MOST } from '../read/bounds'
import { closing, cutFile, type Limits, type PartSummary } from '../read/cut-file'
import type { RawRecord } from '../read/raw-record'
import type { Parser } from '../read/read-record'
import type { Container } from '../read/sniff'
import { unreadable } from '../read/unreadable'
import type { JudgmentFields, JudgmentFormat } from './format'
import { recogniseJudgments } from './recognise-judgments'

/** One judgment of a file, or what is wrong with a record. */
export type JudgmentRow = {
  line: number
  record: number
  fields: (JudgmentFields & { promptDigest: string | null; digestA: string; digestB: string }) | null
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
 * @param file its name, where some formats have the systems
 * @param wanted the only format to read it as: what was chosen, or what other files of the study are
 * @throws AppError `file_unreadable` here or while its rows are read; `too_large`
 */
export async function openJudgments(
  { file, wanted }: { file: string; wanted: string | null },
  source: AsyncIterable<Uint8Array>,
  limits: Limits = {},
): Promise<OpenJudgments> {
  const { container, raws, total, nameOfPart, close } = await cutFile(source, limits)
  const { format, parse, seen } = await closing(close, () => recogniseJudgments(wanted, container, raws))
  // Of an archive some formats have the systems in the name of each file in it.
  const reader = new JudgmentReader(format, parse, (part) => nameOfPart(part) || file)
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
    private readonly nameOf: (part: number) => string,
  ) {}

  read(raw: RawRecord): JudgmentRow[] {
    const { line, record } = raw
    const blank = { line, record, fields: null, problem: null, detail: null }
    if (raw.bytes?.length === 0) return this.#blank()
    this.isEmpty = false
    try {
      return this.format
        .read(this.parse(raw), this.nameOf(raw.part ?? 0))
        .map((fields) => ({ ...blank, fields: checked(fields) }))
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

function checked(fields: JudgmentFields): NonNullable<JudgmentRow['fields']> {
  const { systemA, systemB, responseA, responseB, prompt, part } = fields
  if (fields.promptId === null && prompt === null)
    throw new RecordProblem('missing_field', 'Neither an id nor the text of the prompt is given')
  if (systemA === systemB) throw new RecordProblem('same_system', `Both are “${systemA}”`)
  const digest = (response: Message[] | null) => (response ? digestMessages(response) : `absent ${part}`.trim())
  return {
    ...fields,
    promptDigest: prompt && digestMessages(prompt),
    digestA: digest(responseA),
    digestB: digest(responseB),
  }
}
