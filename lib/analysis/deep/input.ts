import { type ExportedJudgment, SET_ASIDE } from '../read-export'
import { reasonFor } from '../recompute'
import { KeptRows } from './kept-rows'

/**
 * Judgments as columns, for statistics that need more than counts. Names are sorted, so that the same judgments give the
 * same numbers to the last digit, wherever they were read. `first` is the focal system, or the one whose name comes first.
 */
export type DeepInput = {
  seed: number
  /** The system that the study is about, where it has one. */
  focal: string | null
  systems: string[]
  groups: string[]
  prompts: string[]
  items: { name: string; prompt: number; number: number; shared: boolean }[]
  annotators: { code: string; group: number; simulated: boolean }[]
  /** One entry a judgment, in the order in which they were given. */
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
 * Gathers rows in the order of an export into columns. Rows of published counts, which have no annotator, are passed over.
 * Planned repeats are kept for the chosen question alone; check and gold items are judged by the study's first, to which
 * their known verdict belongs. No row outlives its turn: memory grows by numbers and names alone.
 */
export async function gatherInput(
  judgments: AsyncIterable<ExportedJudgment> | Iterable<ExportedJudgment>,
  criterion?: string,
): Promise<DeepInput> {
  const kept = new KeptRows()
  const checks = new Map<string, Map<string, Checked>>()
  const leftOut: Record<string, number> = {}
  let recorded = 0
  let seed = 0
  let first: string | undefined
  for await (const row of judgments) {
    seed = row.seed
    const { annotator, item } = row
    if (annotator === null || item === null || row.leftOut === SET_ASIDE) continue
    if (row.leftOut === null) first = row.criterion
    const reason = reasonFor(row, criterion)
    recorded++
    if (reason !== null) leftOut[reason] = (leftOut[reason] ?? 0) + 1
    if (reason === null || reason === 'repeat') kept.add(row, annotator, item)
    else if (reason === 'check' || reason === 'gold') countCheck(checks, row, annotator)
  }
  const columns = kept.finish(criterion ?? first ?? '')
  const numberOf = new Map(columns.annotators.map(({ code }, annotator) => [code, annotator]))
  return {
    seed,
    ...columns,
    ...{ recorded, leftOut },
    checks: [...(checks.get(first ?? '') ?? [])].flatMap(([code, counts]) => {
      const annotator = numberOf.get(code)
      return annotator === undefined ? [] : [{ annotator, ...counts }]
    }),
  }
}

/** Counts by question and annotator: an identical pair is missed by a preference, a gold item by another verdict than the known one. */
function countCheck(
  checks: Map<string, Map<string, Checked>>,
  { criterion, leftOut, score, verdict, expected }: ExportedJudgment,
  annotator: string,
): void {
  const people = checks.get(criterion) ?? new Map<string, Checked>()
  checks.set(criterion, people)
  const own = people.get(annotator) ?? { judged: 0, missed: 0 }
  people.set(annotator, own)
  own.judged++
  if (leftOut === 'check' ? score !== 0 : verdict !== expected) own.missed++
}
