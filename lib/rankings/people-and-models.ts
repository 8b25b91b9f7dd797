import { orderAverageOf } from '@/lib/rates/counting-rule'
import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import type { Outcomes } from '@/lib/stats/score'

/** Judgments apart by who gave them; null where nobody of a kind did. */
type Apart = { people: JudgmentColumns | null; models: JudgmentColumns | null }

/**
 * Judgments of people, and of models: of each model and item one verdict, both orders averaged as the counting rule has it.
 * Strengths of both together would be neither's, and a model that saw each item twice would weigh as two.
 */
export function peopleAndModels(input: JudgmentColumns): Apart {
  const isModel = input.annotators.map(({ model }) => model !== null)
  if (!isModel.includes(true)) return { people: input, models: null }
  const { annotator, repeat } = input.rows
  const [people, models]: [number[], number[]] = [[], []]
  for (let r = 0; r < annotator.length; r++) {
    if (!isModel[annotator[r] as number]) people.push(r)
    // What a model is asked again in the same order says nothing of systems.
    else if (!repeat[r]) models.push(r)
  }
  return {
    people: people.length === 0 ? null : withRows(input, people),
    models: models.length === 0 ? null : averageOrders(input, models),
  }
}

/** Some rows, with the items and prompts that they are of alone: what nobody of them judged is none of their clusters. */
function withRows(input: JudgmentColumns, chosen: readonly number[]): JudgmentColumns {
  const { rows } = input
  const ints = (column: Int32Array) => Int32Array.from(chosen, (r) => column[r] as number)
  const bytes = (column: Int8Array) => Int8Array.from(chosen, (r) => column[r] as number)
  const reals = (column: Float64Array) => Float64Array.from(chosen, (r) => column[r] as number)
  const ofItems = ints(rows.item)
  const items = keepUsed(input.items, ofItems)
  const prompts = keepUsed(
    input.prompts,
    items.kept.map(({ prompt }) => prompt),
  )
  return {
    ...input,
    items: items.kept.map((item) => ({ ...item, prompt: prompts.numberOf(item.prompt) })),
    prompts: prompts.kept,
    rows: {
      item: ofItems.map(items.numberOf),
      ...{ annotator: ints(rows.annotator), first: ints(rows.first), second: ints(rows.second) },
      ...{ category: bytes(rows.category), left: bytes(rows.left), repeat: bytes(rows.repeat) },
      ...{ time: reals(rows.time), firstLength: reals(rows.firstLength), secondLength: reals(rows.secondLength) },
    },
  }
}

/** Those of a list that are named by their number, in their order, and the number that each has among them. */
function keepUsed<T>(all: readonly T[], used: Iterable<number>): { kept: T[]; numberOf: (old: number) => number } {
  const isUsed = new Uint8Array(all.length)
  for (const number of used) isUsed[number] = 1
  const numbers = new Int32Array(all.length)
  const kept: T[] = []
  for (const [old, one] of all.entries())
    if (isUsed[old]) {
      numbers[old] = kept.length
      kept.push(one)
    }
  return { kept, numberOf: (old) => numbers[old] as number }
}

const nothing = (): Outcomes => ({ wins: 0, ties: 0, losses: 0 })

type Seen = { row: number; left: Outcomes; right: Outcomes; unknown: Outcomes }

/** One row for each model and item, where its first verdict stands. It stood on neither side. */
function averageOrders(input: JudgmentColumns, chosen: readonly number[]): JudgmentColumns {
  const { rows, annotators } = input
  const seen = new Map<number, Seen>()
  for (const r of chosen) {
    const key = (rows.item[r] as number) * annotators.length + (rows.annotator[r] as number)
    const one = seen.get(key) ?? { row: r, left: nothing(), right: nothing(), unknown: nothing() }
    seen.set(key, one)
    const side = rows.left[r] === 1 ? one.left : rows.left[r] === 0 ? one.right : one.unknown
    side[OUTCOMES[rows.category[r] as number] as keyof Outcomes]++
  }
  const verdicts = [...seen.values()]
  const averaged = withRows(
    input,
    verdicts.map(({ row }) => row),
  )
  for (const [place, { left, right, unknown }] of verdicts.entries()) {
    const { wins, ties } = orderAverageOf(left, right, unknown)
    averaged.rows.category[place] = wins > 0 ? 0 : ties > 0 ? 1 : 2
    averaged.rows.left[place] = -1
  }
  return averaged
}

/** By the number of their category. */
const OUTCOMES = ['wins', 'ties', 'losses'] as const
