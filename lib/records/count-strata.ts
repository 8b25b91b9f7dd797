import { type CountingRule, majorityOf, netOf, orderAverageOf, orderTieOf } from '@/lib/rates/counting-rule'
import {
  addPrompt,
  addSides,
  addSingles,
  emptySides,
  POOLED,
  type SideStratum,
  type Strata,
  type Stratum,
  slicesOf,
  stratumOf,
} from '@/lib/rates/strata'
import type { Outcomes } from '@/lib/stats/score'
import type { ExportedJudgment } from './exported-judgment'

/** What counting needs of an exported judgment. */
type Row = ExportedJudgment

/** One group's judgments of one item, the first system by name first. */
type ItemCell = {
  row: Row
  first: string
  second: string
  /** By annotator and by the side of `first`: the outcomes for it. */
  byAnnotator: Map<string, { left: Outcomes; right: Outcomes; unknown: Outcomes; simulated: boolean }>
  earliest: Row
  /** How many more of its judgments have `first` as A than as B: in our own files all, or none. */
  lead: number
  /** First judgments whose side is known. */
  sides: { n: number; left: number; ties: number }
}

const SIDES = ['left', 'right', 'unknown'] as const

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
  private sideless = 0

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

  /** `sideless`: how many judgments count whose side is not known. */
  finish(): Strata & { sides: SideStratum[]; sideless: number } {
    const strata = new Map<string, Stratum>(this.singles)
    const pooled = new PooledCounter()
    const prompts = new Map<string, { cells: ItemCell[] }>()
    for (const cell of this.items.values()) {
      const { group, study, promptId } = cell.row
      const key = JSON.stringify([group, cell.first, cell.second, study, promptId])
      const prompt = prompts.get(key) ?? { cells: [] }
      prompts.set(key, prompt)
      prompt.cells.push(cell)
    }
    for (const { cells } of prompts.values()) this.addPromptCells(strata, cells, pooled)
    const { recorded, used, leftOut, sideless } = this
    return {
      strata: [...strata.values()],
      pooled: pooled.finish(),
      sides: this.countSides(),
      recorded,
      used,
      leftOut,
      sideless,
    }
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
    const sides = { n: 0, left: 0, ties: 0 }
    const cell = this.items.get(key) ?? { row, first, second, byAnnotator: new Map(), earliest: row, lead: 0, sides }
    this.items.set(key, cell)
    cell.lead += row.modelA === first ? 1 : -1
    if (precedes(row, cell.earliest)) cell.earliest = row
    // Whoever is not named is nobody else.
    const who = row.annotator ?? `\u0000${cell.byAnnotator.size}`
    const own = cell.byAnnotator.get(who) ?? {
      ...{ left: none(), right: none(), unknown: none() },
      simulated: row.simulated,
    }
    cell.byAnnotator.set(who, own)
    const isLeft = row.leftIsA === null ? null : row.leftIsA === (row.modelA === first)
    own[isLeft === null ? 'unknown' : isLeft ? 'left' : 'right'][outcomeOf(row, first)]++
    if (row.leftIsA === null) this.sideless++
    else if (row.repeat === 0) {
      cell.sides.n++
      if (row.score === 0) cell.sides.ties++
      else if (row.leftIsA === row.score > 0) cell.sides.left++
    }
  }

  /** A prompt's items of one pair; its category and tags are those of each, the same for all in our own files. */
  private addPromptCells(strata: Map<string, Stratum>, cells: readonly ItemCell[], pooled: PooledCounter): void {
    const { row, first, second } = cells[0] as ItemCell
    const sums = new Map<Stratum, Outcomes & { simulated: number; asA: number }>()
    for (const cell of cells) {
      const { simulated, ...verdicts } = this.verdictsOf(cell)
      pooled.add(cell, { ...verdicts, simulated, asA: cell.lead >= 0 ? sizeOf(verdicts) : 0 })
      for (const slice of slicesOf(cell.row.category, cell.row.tags)) {
        const stratum = stratumOf(strata, row.group, first, second, slice)
        const sum = sums.get(stratum) ?? { ...none(), simulated: 0, asA: 0 }
        sums.set(stratum, sum)
        addOutcomes(sum, verdicts)
        sum.simulated += simulated
        if (cell.lead >= 0) sum.asA += sizeOf(verdicts)
      }
    }
    for (const [stratum, sum] of sums) addPrompt(stratum, sum)
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
        for (const { left, right, unknown } of all) addOutcomes(sum, orderAverageOf(left, right, unknown))
        return { ...sum, simulated: all.filter(({ simulated }) => simulated).length }
      case 'order-ties':
        for (const { left, right, unknown } of all) addOutcomes(sum, orderTieOf(left, right, unknown))
        return { ...sum, simulated: all.filter(({ simulated }) => simulated).length }
      case 'majority':
      case 'signs':
      case 'all':
        for (const own of all) for (const side of SIDES) addOutcomes(sum, own[side])
    }
    const simulated = all.reduce((n, own) => n + (own.simulated ? SIDES.reduce((m, s) => m + sizeOf(own[s]), 0) : 0), 0)
    if (this.rule === 'all') return { ...sum, simulated }
    const one = this.rule === 'majority' ? majorityOf(sum) : netOf(sum)
    return { ...one, simulated: simulated > 0 ? 1 : 0 }
  }

  private countSides(): SideStratum[] {
    const prompts = new Map<string, { group: string; n: number; left: number; ties: number }>()
    for (const { row, sides } of this.items.values()) {
      if (sides.n === 0) continue
      const key = JSON.stringify([row.group, row.study, row.promptId])
      const prompt = prompts.get(key) ?? { group: row.group, n: 0, left: 0, ties: 0 }
      prompts.set(key, prompt)
      prompt.n += sides.n
      prompt.left += sides.left
      prompt.ties += sides.ties
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

/** Whether a judgment was given before another of its item; in the order of the file where times do not tell. */
function precedes(row: Row, other: Row): boolean {
  if (row.at === null || other.at === null) return false
  if (row.at !== other.at) return row.at < other.at
  return row.slot !== null && other.slot !== null && row.slot < other.slot
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

type Counted = Outcomes & { simulated: number; asA: number }

/** Verdicts of all groups of people by pair and prompt, whichever group they are of. */
class PooledCounter {
  private readonly prompts = new Map<string, { first: string; second: string; sum: Counted }>()
  private readonly groups = new Set<string>()

  add({ row, first, second }: Pick<ItemCell, 'row' | 'first' | 'second'>, counted: Counted): void {
    if (row.by.isModel) return
    this.groups.add(row.group)
    const key = JSON.stringify([first, second, row.study, row.promptId])
    const prompt = this.prompts.get(key) ?? { first, second, sum: { ...none(), simulated: 0, asA: 0 } }
    this.prompts.set(key, prompt)
    addOutcomes(prompt.sum, counted)
    prompt.sum.simulated += counted.simulated
    prompt.sum.asA += counted.asA
  }

  finish(): Stratum[] {
    if (this.groups.size < 2) return []
    const strata = new Map<string, Stratum>()
    for (const { first, second, sum } of this.prompts.values())
      addPrompt(stratumOf(strata, POOLED, first, second, { kind: 'all', name: '' }), sum)
    return [...strata.values()]
  }
}
