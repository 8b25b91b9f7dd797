import { type By, type ExportedJudgment, NO_VERDICT, SET_ASIDE } from './exported-judgment'
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
  private readonly found = new Map<string, NoVerdicts & { title: string }>()
  private readonly excluded = new Set<string>()
  private readonly exploratory = new Set<string>()

  add(row: ExportedJudgment, annotator: string): void {
    const { study, title, group, by } = row
    const key = JSON.stringify([study, annotator])
    const uncounted = uncountedAs(row)
    if (uncounted === 'excluded') this.excluded.add(key)
    if (uncounted === 'exploratory') this.exploratory.add(key)
    if (!isWithoutVerdict(row)) return
    const about = { code: annotator, group, model: by.model ?? group, exploratory: false }
    const own = this.found.get(key) ?? { ...about, title, outcomes: {} }
    this.found.set(key, own)
    const outcome = by.outcome ?? NO_VERDICT
    own.outcomes[outcome] = (own.outcomes[outcome] ?? 0) + 1
  }

  /** Whether a model that joined once the study was closed gave none on something. */
  get isExplored(): boolean {
    return [...this.exploratory].some((key) => this.found.has(key) && !this.excluded.has(key))
  }

  /**
   * By code; the outcomes in the order of their names, whatever the order of the file.
   * @param explored whether of models that joined once the study was closed, too
   * @param isOfSeveral whether the rows are of several studies: then a code has the title of its own behind it
   */
  finish(explored: boolean, isOfSeveral: boolean): NoVerdicts[] {
    const counts = (key: string) => !this.excluded.has(key) && (explored || !this.exploratory.has(key))
    const counted = [...this.found].filter(([key]) => counts(key))
    return counted
      .map(([key, { title, code, outcomes, ...own }]) => ({
        ...{ ...own, code: isOfSeveral ? `${code} (${title})` : code, exploratory: this.exploratory.has(key) },
        outcomes: Object.fromEntries(Object.entries(outcomes).sort()),
      }))
      .sort((one, other) => (one.code < other.code ? -1 : 1))
  }
}

/** Why nothing counts of whoever gave a row; null when it may. */
export function uncountedAs({ leftOut, by }: Pick<ExportedJudgment, 'leftOut' | 'by'>): By['uncounted'] {
  if (leftOut === 'excluded' || leftOut === 'exploratory') return leftOut
  return by.uncounted
}
