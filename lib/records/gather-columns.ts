import { type ExportedJudgment, SET_ASIDE } from './exported-judgment'
import type { JudgmentColumns } from './judgment-columns'
import { KeptRows, nameInStudy } from './kept-rows'
import { NoVerdictCounter } from './no-verdicts'
import { reasonFor } from './recompute'

type Checked = { judged: number; missed: number }

/**
 * Gathers rows into columns. Rows of published counts, which have no annotator, are passed over. Planned repeats are kept
 * for the chosen question alone; check and gold items are judged by the study's first, to which their known verdict
 * belongs. No row outlives its turn: memory grows by numbers and names alone.
 */
export class ColumnGatherer {
  private readonly kept = new KeptRows()
  private readonly checks = new Map<string, Map<string, Checked>>()
  private readonly noVerdicts = new NoVerdictCounter()
  private readonly leftOut: Record<string, number> = {}
  private recorded = 0
  private first: string | undefined

  /** @param criterion the question; the first of which a row counts by default */
  constructor(private readonly criterion?: string) {}

  add(row: ExportedJudgment): void {
    const { annotator, item } = row
    if (annotator === null || item === null) return
    this.noVerdicts.add(row, annotator)
    if (row.leftOut === SET_ASIDE) return
    if (row.leftOut === null) this.first = row.criterion
    const reason = reasonFor(row, this.criterion)
    this.recorded++
    if (reason !== null) this.leftOut[reason] = (this.leftOut[reason] ?? 0) + 1
    if (reason === null || reason === 'repeat' || reason === 'exploratory') this.kept.add(row, annotator, item)
    else if (reason === 'check' || reason === 'gold') countCheck(this.checks, row, annotator)
  }

  finish(): JudgmentColumns {
    const isExplored = this.kept.isExplored || this.noVerdicts.isExplored
    return { ...this.columns(false), explored: isExplored ? this.columns(true) : null }
  }

  private columns(explored: boolean): Omit<JudgmentColumns, 'explored'> {
    const { recorded, leftOut, first } = this
    const { names, ...columns } = this.kept.finish(this.criterion ?? first ?? '', explored)
    const numberOf = new Map(names.map((name, annotator) => [name, annotator]))
    return {
      ...columns,
      ...{ recorded, leftOut, noVerdicts: this.noVerdicts.finish(explored, this.kept.isOfSeveral) },
      checks: [...(this.checks.get(first ?? '') ?? [])].flatMap(([name, counts]) => {
        const annotator = numberOf.get(name)
        return annotator === undefined ? [] : [{ annotator, ...counts }]
      }),
    }
  }
}

/** `ColumnGatherer` of all judgments that come. */
export async function gatherColumns(
  judgments: AsyncIterable<ExportedJudgment> | Iterable<ExportedJudgment>,
  criterion?: string,
): Promise<JudgmentColumns> {
  const gatherer = new ColumnGatherer(criterion)
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
