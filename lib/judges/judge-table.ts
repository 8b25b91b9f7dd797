import type { Rated } from '@/lib/agreement/rated-items'
import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import type { OrderedVerdict } from '@/lib/stats/judge/order-pairs'
import type { RatedItem } from '@/lib/stats/ratings'

/** Whose verdicts are held against people's: those of one model annotator, or of the panel of all of them. */
export type Judge = {
  /** Empty of the panel. */
  code: string
  model: string
  group: string
  /** Of each item its verdicts, one an order in which it was shown, in the order in which they were given. */
  verdicts: ReadonlyMap<number, readonly number[]>
}

/** A model annotator with the rows of all that it said, planned repeats behind the rest. */
export type ModelJudge = Judge & { annotator: number; exploratory: boolean; rows: readonly number[] }

/** A study's verdicts as those of models, and those of people on the same items. */
export type JudgeTable = {
  input: JudgmentColumns
  /** Of each item, people's first verdicts. */
  people: readonly RatedItem[]
  /** Rows of people's verdicts, planned repeats behind the rest. */
  peopleRows: readonly number[]
  /** Of each item its prompt, and the two systems; −1 where nobody judged it. */
  prompts: readonly number[]
  first: Int32Array
  second: Int32Array
  models: readonly ModelJudge[]
  /** Models that were asked and have not given one verdict. */
  silent: readonly ModelJudge[]
}

/** The verdicts by who gave them; null where no model was asked. */
export function judgeTable(input: JudgmentColumns, rated: Rated): JudgeTable | null {
  const { annotators, rows, items, groups, noVerdicts } = input
  const codes = new Set(annotators.map(({ code }) => code))
  const silent = noVerdicts.filter(({ code }) => !codes.has(code))
  if (silent.length === 0 && annotators.every(({ model }) => model === null)) return null
  const isModel = annotators.map(({ model }) => model !== null)
  const [first, second] = [new Int32Array(items.length).fill(-1), new Int32Array(items.length).fill(-1)]
  const own = annotators.map((): number[] => [])
  const peopleRows: number[] = []
  for (const again of [0, 1])
    for (let r = 0; r < rows.item.length; r++) {
      if (rows.repeat[r] !== again) continue
      const [item, annotator] = [rows.item[r] as number, rows.annotator[r] as number]
      first[item] = rows.first[r] as number
      second[item] = rows.second[r] as number
      if (isModel[annotator]) (own[annotator] as number[]).push(r)
      else peopleRows.push(r)
    }
  return {
    input,
    people: rated.items.map((item) => item.filter(({ annotator }) => !isModel[annotator])),
    ...{ peopleRows, prompts: rated.prompts, first, second },
    models: annotators.flatMap(({ code, group, model, exploratory }, annotator) => {
      if (model === null) return []
      const given = own[annotator] as number[]
      const about = { code, model, group: groups[group] as string }
      return [{ ...about, exploratory, annotator, rows: given, verdicts: verdictsOf(input, given) }]
    }),
    silent: silent.map(({ outcomes: _, ...about }) => ({ ...about, annotator: -1, rows: [], verdicts: new Map() })),
  }
}

/** One verdict an order; of what is asked again in the same order, and of sides that are not known, the first. */
function verdictsOf({ rows }: JudgmentColumns, given: readonly number[]): Map<number, number[]> {
  const verdicts = new Map<number, number[]>()
  const seen = new Map<number, Set<number>>()
  for (const r of given) {
    if (rows.repeat[r]) continue
    const [item, side] = [rows.item[r] as number, rows.left[r] as number]
    const sides = seen.get(item) ?? new Set()
    seen.set(item, sides)
    if (sides.has(side) || sides.has(-1)) continue
    sides.add(side)
    const list = verdicts.get(item) ?? []
    verdicts.set(item, list)
    list.push(rows.category[r] as number)
  }
  return verdicts
}

/** Score of the item's first system: 1, ½, 0. */
export function scoreAt({ rows }: JudgmentColumns, r: number): number {
  return 1 - (rows.category[r] as number) / 2
}

/** What was said on a known side, as statistics of orders take it; the planned repeats last. */
export function orderedVerdicts({ input, prompts }: JudgeTable, given: readonly number[]): OrderedVerdict[] {
  const { rows } = input
  return given.flatMap((r) => {
    if (rows.left[r] === -1) return []
    const item = rows.item[r] as number
    return [{ item, prompt: prompts[item] as number, swapped: rows.left[r] === 0, score: scoreAt(input, r) }]
  })
}

/** The mean of verdicts on an item, as a category: whole, or between two of them. */
export function averageOf(verdicts: readonly number[]): number {
  return verdicts.reduce((sum, category) => sum + category, 0) / verdicts.length
}

/** Whether it saw at least one item in both orders. */
export function sawBothOrders({ verdicts }: Judge): boolean {
  for (const given of verdicts.values()) if (given.length > 1) return true
  return false
}
