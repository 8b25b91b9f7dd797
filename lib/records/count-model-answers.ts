import type { ModelAnswers } from '@/lib/rates/model-answers'
import { type ExportedJudgment, SET_ASIDE } from './exported-judgment'
import { isWithoutVerdict, uncountedAs } from './no-verdicts'

type Orders = { row: ExportedJudgment; sides: Set<boolean>; signs: Set<number> }

/** What `readModelAnswers` counts in the database, counted from exported rows. */
export class ModelAnswerCounter {
  private readonly without = new Map<string, { row: ExportedJudgment; outcome: string }[]>()
  private readonly orders = new Map<string, Orders>()
  private readonly excluded = new Set<string>()

  /** @param leftOut why the row does not count for the question, null when it does */
  add(row: ExportedJudgment, leftOut: string | null): void {
    if (!row.by.isModel || row.annotator === null) return
    const who = JSON.stringify([row.study, row.annotator])
    if (uncountedAs(row) !== null) this.excluded.add(who)
    if (isWithoutVerdict(row)) {
      const own = this.without.get(who) ?? []
      this.without.set(who, own)
      own.push({ row, outcome: row.by.outcome ?? 'no_verdict' })
    }
    if (leftOut !== null || row.leftIsA === null || row.leftOut === SET_ASIDE) return
    const key = JSON.stringify([row.study, row.annotator, row.item])
    const seen = this.orders.get(key) ?? { row, sides: new Set(), signs: new Set() }
    this.orders.set(key, seen)
    seen.sides.add(row.leftIsA === row.modelA < row.modelB)
    seen.signs.add(Math.sign(row.score) * (row.modelA < row.modelB ? 1 : -1))
  }

  finish(): ModelAnswers[] {
    const found = new Map<string, ModelAnswers>()
    const of = ({ group, modelA, modelB }: ExportedJudgment) => {
      const [first, second] = [modelA, modelB].sort() as [string, string]
      const key = JSON.stringify([group, first, second])
      const own = found.get(key) ?? { group, first, second, outcomes: {}, pairs: 0, inconsistent: 0 }
      found.set(key, own)
      return own
    }
    for (const [who, rows] of this.without) {
      if (this.excluded.has(who)) continue
      for (const { row, outcome } of rows) {
        const { outcomes } = of(row)
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      }
    }
    for (const { row, sides, signs } of this.orders.values()) {
      if (sides.size < 2) continue
      const own = of(row)
      own.pairs++
      if (signs.size > 1) own.inconsistent++
    }
    const key = ({ group, first, second }: ModelAnswers) => JSON.stringify([group, first, second])
    return [...found.values()]
      .sort((one, other) => (key(one) < key(other) ? -1 : 1))
      .map((own) => ({ ...own, outcomes: Object.fromEntries(Object.entries(own.outcomes).sort()) }))
  }
}
