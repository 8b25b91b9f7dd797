import { type CountingRule, majorityOf, type Outcomes, orderAverageOf } from './counting-rule'
import type { ExportedJudgment } from './read-export'
import {
  addPrompt,
  addSides,
  addSingles,
  emptySides,
  type SideStratum,
  type Strata,
  type Stratum,
  slicesOf,
  stratumOf,
} from './strata'

/** What counting needs of an exported judgment. */
type Row = ExportedJudgment

/** One group's judgments of one item, the first system by name first. */
type ItemCell = {
  row: Row
  first: string
  second: string
  /** By annotator and by whether arm A stood left: the outcomes for `first`. */
  byAnnotator: Map<string, { left: Outcomes; right: Outcomes; simulated: boolean }>
  earliest: Row
  leftChosen: number
}

/**
 * What `readStrata` counts in the database, counted from exported rows: the same numbers, so that what is computed from
 * them is the same to the last digit. Memory grows with items and annotators. Rows without an item, as published counts
 * have them, stand for a prompt each.
 */
export class StrataCounter {
  private readonly items = new Map<string, ItemCell>()
  private readonly singles = new Map<string, Stratum>()
  private readonly leftOut: Record<string, number> = {}
  private recorded = 0
  private used = 0

  constructor(private readonly rule: CountingRule) {}

  /** @param leftOut why the row does not count, null when it does */
  add(row: Row, leftOut: string | null): void {
    this.recorded++
    if (leftOut !== null) {
      this.leftOut[leftOut] = (this.leftOut[leftOut] ?? 0) + 1
      return
    }
    this.used++
    if (row.item === null) this.addSingle(row)
    else this.addToItem(row)
  }

  finish(): Strata & { sides: SideStratum[] } {
    const strata = new Map<string, Stratum>(this.singles)
    const prompts = new Map<string, { cells: ItemCell[] }>()
    for (const cell of this.items.values()) {
      const { group, study, promptId } = cell.row
      const key = JSON.stringify([group, cell.first, cell.second, study, promptId])
      const prompt = prompts.get(key) ?? { cells: [] }
      prompts.set(key, prompt)
      prompt.cells.push(cell)
    }
    for (const { cells } of prompts.values()) this.addPromptCells(strata, cells)
    const { recorded, used, leftOut } = this
    return { strata: [...strata.values()], sides: this.countSides(), recorded, used, leftOut }
  }

  private addSingle(row: Row): void {
    const [first, second] = [row.modelA, row.modelB].sort() as [string, string]
    const stratum = stratumOf(this.singles, row.group, first, second, { kind: 'all', name: '' })
    const sign = Math.sign(row.score) * (row.modelA === first ? 1 : -1)
    const before = stratum.asA
    addSingles(stratum, sign > 0 ? 'wins' : sign < 0 ? 'losses' : 'ties', 1)
    stratum.asA = before + (row.modelA === first ? 1 : 0)
    if (row.simulated) stratum.simulated++
  }

  private addToItem(row: Row): void {
    const key = JSON.stringify([row.study, row.item, row.group])
    const [first, second] = [row.modelA, row.modelB].sort() as [string, string]
    const cell = this.items.get(key) ?? { row, first, second, byAnnotator: new Map(), earliest: row, leftChosen: 0 }
    this.items.set(key, cell)
    const who = row.annotator ?? ''
    const own = cell.byAnnotator.get(who) ?? { left: none(), right: none(), simulated: row.simulated }
    cell.byAnnotator.set(who, own)
    own[row.leftIsA ? 'left' : 'right'][outcomeOf(row, first)]++
    if (row.leftIsA ? row.score > 0 : row.score < 0) cell.leftChosen++
  }

  private addPromptCells(strata: Map<string, Stratum>, cells: readonly ItemCell[]): void {
    const { row, first, second } = cells[0] as ItemCell
    const sum = { ...none(), simulated: 0, asA: 0 }
    for (const cell of cells) {
      const { simulated, ...verdicts } = this.verdictsOf(cell)
      addOutcomes(sum, verdicts)
      sum.simulated += simulated
      if (cell.row.modelA === first) sum.asA += sizeOf(verdicts)
    }
    for (const slice of slicesOf(row.category, row.tags))
      addPrompt(stratumOf(strata, row.group, first, second, slice), sum)
  }

  /** The item's verdicts under the rule, for `first`. */
  private verdictsOf({ byAnnotator, earliest, first }: ItemCell): Outcomes & { simulated: number } {
    const all = [...byAnnotator.values()]
    const sum = none()
    switch (this.rule) {
      case 'earliest':
        sum[outcomeOf(earliest, first)]++
        return { ...sum, simulated: earliest.simulated ? 1 : 0 }
      case 'order-averaged':
        for (const { left, right } of all) addOutcomes(sum, orderAverageOf(left, right))
        return { ...sum, simulated: all.filter(({ simulated }) => simulated).length }
      case 'majority':
      case 'all':
        for (const { left, right } of all) for (const side of [left, right]) addOutcomes(sum, side)
    }
    const simulated = all.reduce((n, own) => n + (own.simulated ? sizeOf(own.left) + sizeOf(own.right) : 0), 0)
    return this.rule === 'all' ? { ...sum, simulated } : { ...majorityOf(sum), simulated: simulated > 0 ? 1 : 0 }
  }

  private countSides(): SideStratum[] {
    const prompts = new Map<string, { group: string; n: number; left: number; ties: number }>()
    for (const { row, byAnnotator, leftChosen } of this.items.values()) {
      const key = JSON.stringify([row.group, row.study, row.promptId])
      const prompt = prompts.get(key) ?? { group: row.group, n: 0, left: 0, ties: 0 }
      prompts.set(key, prompt)
      for (const { left, right } of byAnnotator.values()) {
        prompt.n += sizeOf(left) + sizeOf(right)
        prompt.ties += left.ties + right.ties
      }
      prompt.left += leftChosen
    }
    const sides = new Map<string, SideStratum>()
    for (const { group, n, left, ties } of prompts.values()) {
      const side = sides.get(group) ?? emptySides(group)
      sides.set(group, side)
      addSides(side, { n, left, ties })
    }
    return [...sides.values()]
  }
}

function none(): Outcomes {
  return { wins: 0, ties: 0, losses: 0 }
}

function sizeOf({ wins, ties, losses }: Outcomes): number {
  return wins + ties + losses
}

function addOutcomes(sum: Outcomes, { wins, ties, losses }: Outcomes): void {
  sum.wins += wins
  sum.ties += ties
  sum.losses += losses
}

function outcomeOf({ modelA, score }: Row, first: string): keyof Outcomes {
  const sign = Math.sign(score) * (modelA === first ? 1 : -1)
  return sign > 0 ? 'wins' : sign < 0 ? 'losses' : 'ties'
}
