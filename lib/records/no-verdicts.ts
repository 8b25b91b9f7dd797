import { type ExportedJudgment, NO_VERDICT, SET_ASIDE } from './exported-judgment'
import type { NoVerdicts } from './judgment-columns'

/** Whether a row tells of a regular item on which a model gave no verdict, asked for the first time in its order. */
export function isWithoutVerdict({ leftOut, repeat, by, said }: ExportedJudgment): boolean {
  if (leftOut !== SET_ASIDE || said.flag !== NO_VERDICT || !by.isModel) return false
  return repeat === 0 && (by.itemKind === null || by.itemKind === 'regular')
}

/**
 * Counts what models were asked and gave no verdict on, by what they did instead. Check, gold and practice items do not
 * count, nor what was asked again, nor annotators who were excluded.
 */
export class NoVerdictCounter {
  private readonly found = new Map<string, NoVerdicts>()
  private readonly excluded = new Set<string>()
  private readonly exploratory = new Set<string>()

  add(row: ExportedJudgment, annotator: string): void {
    const { study, group, leftOut, by } = row
    const key = JSON.stringify([study, annotator])
    if (leftOut === 'excluded') this.excluded.add(key)
    if (leftOut === 'exploratory') this.exploratory.add(key)
    if (!isWithoutVerdict(row)) return
    const own = this.found.get(key) ?? { code: annotator, group, model: by.model ?? group, outcomes: {} }
    this.found.set(key, own)
    const outcome = by.outcome ?? NO_VERDICT
    own.outcomes[outcome] = (own.outcomes[outcome] ?? 0) + 1
  }

  /**
   * By code; the outcomes in the order of their names, whatever the order of the file.
   * @param explored whether of models that joined once the study was closed, too
   */
  finish(explored = false): NoVerdicts[] {
    const counts = (key: string) => !this.excluded.has(key) && (explored || !this.exploratory.has(key))
    const counted = [...this.found].filter(([key]) => counts(key)).map(([, own]) => own)
    return counted
      .sort((one, other) => (one.code < other.code ? -1 : 1))
      .map((own) => ({ ...own, outcomes: Object.fromEntries(Object.entries(own.outcomes).sort()) }))
  }
}
