import { type ExportedJudgment, SET_ASIDE } from '../exported-judgment'
import { reasonFor } from '../recompute'
import { KeptRows, nameInStudy } from './kept-rows'

/**
 * Judgments as columns, for statistics that need more than counts. Names are sorted, so that the same judgments give the
 * same numbers to the last digit, wherever they were read. `first` is the focal system, or the one whose name comes first.
 */
export type DeepInput = {
  seed: number
  /** The system that the study is about, where it has one. */
  focal: string | null
  systems: string[]
  /** Whether the question offered an answer that prefers neither; null where the file does not say. */
  tieOffered: boolean | null
  groups: string[]
  prompts: string[]
  /** `item` is its name in its study: a number, in our own files. */
  items: { name: string; prompt: number; item: string; shared: boolean }[]
  annotators: { code: string; group: number; simulated: boolean }[]
  /** One entry a judgment, in the order in which they were given; of the file, where it tells no times. */
  rows: {
    item: Int32Array
    annotator: Int32Array
    first: Int32Array
    second: Int32Array
    /** 0 first better, 1 tie, 2 second better */
    category: Int8Array
    /** 1 when the first system stood left, 0 when right, −1 when that is not known */
    left: Int8Array
    /** Milliseconds and characters; NaN when not known. */
    time: Float64Array
    firstLength: Float64Array
    secondLength: Float64Array
    /** 1 for the planned repeats of an item, which count for self-consistency only */
    repeat: Int8Array
  }
  /** Judgments met, and how many of them do not count for the question, by reason; published counts apart. */
  recorded: number
  leftOut: Record<string, number>
  /** Judgments of check and gold items by annotator: how many, and how many missed the known verdict. */
  checks: { annotator: number; judged: number; missed: number }[]
}

type Checked = { judged: number; missed: number }

/**
 * Gathers rows into columns. Rows of published counts, which have no annotator, are passed over. Planned repeats are kept
 * for the chosen question alone; check and gold items are judged by the study's first, to which their known verdict
 * belongs. No row outlives its turn: memory grows by numbers and names alone.
 */
export class InputGatherer {
  private readonly kept = new KeptRows()
  private readonly checks = new Map<string, Map<string, Checked>>()
  private readonly leftOut: Record<string, number> = {}
  private recorded = 0
  private first: string | undefined

  /** @param criterion the question; the first of which a row counts by default */
  constructor(private readonly criterion?: string) {}

  add(row: ExportedJudgment): void {
    const { annotator, item } = row
    if (annotator === null || item === null || row.leftOut === SET_ASIDE) return
    if (row.leftOut === null) this.first = row.criterion
    const reason = reasonFor(row, this.criterion)
    this.recorded++
    if (reason !== null) this.leftOut[reason] = (this.leftOut[reason] ?? 0) + 1
    if (reason === null || reason === 'repeat') this.kept.add(row, annotator, item)
    else if (reason === 'check' || reason === 'gold') countCheck(this.checks, row, annotator)
  }

  finish(): DeepInput {
    const { recorded, leftOut, first } = this
    const { names, ...columns } = this.kept.finish(this.criterion ?? first ?? '')
    const numberOf = new Map(names.map((name, annotator) => [name, annotator]))
    return {
      ...columns,
      ...{ recorded, leftOut },
      checks: [...(this.checks.get(first ?? '') ?? [])].flatMap(([name, counts]) => {
        const annotator = numberOf.get(name)
        return annotator === undefined ? [] : [{ annotator, ...counts }]
      }),
    }
  }
}

/** `InputGatherer` of all judgments that come. */
export async function gatherInput(
  judgments: AsyncIterable<ExportedJudgment> | Iterable<ExportedJudgment>,
  criterion?: string,
): Promise<DeepInput> {
  const gatherer = new InputGatherer(criterion)
  for await (const row of judgments) gatherer.add(row)
  return gatherer.finish()
}

/** Counts by question and annotator: an identical pair is missed by a preference, a gold item by another verdict than the known one. */
function countCheck(
  checks: Map<string, Map<string, Checked>>,
  { study, criterion, leftOut, score, verdict, expected }: ExportedJudgment,
  code: string,
): void {
  const annotator = nameInStudy(study, code)
  const people = checks.get(criterion) ?? new Map<string, Checked>()
  checks.set(criterion, people)
  const own = people.get(annotator) ?? { judged: 0, missed: 0 }
  people.set(annotator, own)
  own.judged++
  if (leftOut === 'check' ? score !== 0 : verdict !== expected) own.missed++
}
