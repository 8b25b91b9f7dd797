import { type ClusterTotal, type MeanByCluster, meanByCluster, sumByCluster } from '@/lib/stats/clustered-mean'
import { valueOrNull } from '@/lib/stats/estimate'
import { orderKind, orderPairs } from '@/lib/stats/judge/order-pairs'
import { retestAgreement } from '@/lib/stats/judge/retest-agreement'
import { type SelfPreferenceItem, selfPreference } from '@/lib/stats/judge/self-preference'
import { averageOf, type JudgeTable, type ModelJudge, orderedVerdicts, scoreAt } from './judge-table'
import { ownFamily } from './own-family'

/** What a model may be drawn by, in the order of the card. */
const BIASES = ['flips', 'again', 'first', 'longer', 'ties', 'family'] as const
export type BiasName = (typeof BIASES)[number]

/** A habit of a model beside that of people on the same items, clustered by prompt; null where it cannot be told. */
export type BiasLine = {
  name: BiasName
  judge: MeanByCluster | null
  people: MeanByCluster | null
  /** The model's less people's, as a mean over the items that have both. */
  difference: MeanByCluster | null
}

/** The card, and the family that the model was taken for. */
export type BiasCard = { family: string | null; lines: BiasLine[] }

/** Habits of a model: flips beside what it contradicts in the same order, the side shown first, length, ties, its family. */
export function measureBiasCard(table: JudgeTable, judge: ModelJudge): BiasCard {
  const { rows } = table.input
  const family = ownFamily(judge.model, table.input)
  const side = (r: number) => {
    if (rows.left[r] === -1) return null
    return rows.left[r] === 1 ? scoreAt(table.input, r) : 1 - scoreAt(table.input, r)
  }
  const longer = (r: number) => {
    const apart = (rows.firstLength[r] as number) - (rows.secondLength[r] as number)
    if (Number.isNaN(apart) || apart === 0) return null
    return apart > 0 ? scoreAt(table.input, r) : 1 - scoreAt(table.input, r)
  }
  const lines: BiasLine[] = [
    flips(table, judge),
    again(table, judge),
    habit(table, judge, 'first', side),
    habit(table, judge, 'longer', longer),
    habit(table, judge, 'ties', (r) => (rows.category[r] === 1 ? 1 : 0)),
    ofFamily(table, judge, family),
  ]
  return { family, lines }
}

/** Values of items, as totals by prompt. */
function meanOf(table: JudgeTable, items: readonly number[], totals: readonly ClusterTotal[]): MeanByCluster | null {
  const prompts = items.map((item) => table.prompts[item] as number)
  return valueOrNull(meanByCluster(sumByCluster(totals, prompts)))
}

/** Verdicts that turn with the order, of all that were given in both. */
function flips(table: JudgeTable, judge: ModelJudge): BiasLine {
  const { annotator, item } = table.input.rows
  const byPerson = new Map<number, number[]>()
  for (const r of table.peopleRows) {
    if (!judge.verdicts.has(item[r] as number)) continue
    const own = byPerson.get(annotator[r] as number) ?? []
    byPerson.set(annotator[r] as number, own)
    own.push(r)
  }
  const shareOf = (lists: readonly (readonly number[])[]) => {
    const pairs = lists.flatMap((given) => orderPairs(orderedVerdicts(table, given)))
    const totals = pairs.map((pair) => ({ n: 1, total: orderKind(pair) === 'consistent' ? 0 : 1 }))
    return meanOf(
      table,
      pairs.map((pair) => pair.item),
      totals,
    )
  }
  return { name: 'flips', judge: shareOf([judge.rows]), people: shareOf([...byPerson.values()]), difference: null }
}

/** What it contradicts when it is asked the same again. */
function again(table: JudgeTable, judge: ModelJudge): BiasLine {
  const found = valueOrNull(retestAgreement(orderedVerdicts(table, judge.rows)))
  const { exact } = found ?? {}
  const interval = exact?.interval
  return {
    name: 'again',
    judge: exact
      ? { ...exact, mean: 1 - exact.mean, interval: interval ? [1 - interval[1], 1 - interval[0]] : null }
      : null,
    ...{ people: null, difference: null },
  }
}

/** The mean of something that each verdict has, planned repeats apart. */
function habit(table: JudgeTable, judge: ModelJudge, name: BiasName, valueAt: (r: number) => number | null): BiasLine {
  const own = totalsByItem(table, judge.rows, valueAt, () => true)
  const others = totalsByItem(table, table.peopleRows, valueAt, (item) => own.has(item))
  const mean = (totals: Map<number, ClusterTotal>) => meanOf(table, [...totals.keys()], [...totals.values()])
  const both = [...own].flatMap(([item, { n, total }]) => {
    const human = others.get(item)
    return human ? [[item, total / n - human.total / human.n] as const] : []
  })
  return {
    ...{ name, judge: mean(own), people: mean(others) },
    difference: meanOf(
      table,
      both.map(([item]) => item),
      both.map(([, total]) => ({ n: 1, total })),
    ),
  }
}

function totalsByItem(
  { input: { rows } }: JudgeTable,
  given: readonly number[],
  valueAt: (r: number) => number | null,
  isChosen: (item: number) => boolean,
): Map<number, ClusterTotal> {
  const totals = new Map<number, ClusterTotal>()
  for (const r of given) {
    const item = rows.item[r] as number
    const value = rows.repeat[r] || !isChosen(item) ? null : valueAt(r)
    if (value === null) continue
    const sum = totals.get(item) ?? { n: 0, total: 0 }
    totals.set(item, sum)
    sum.n++
    sum.total += value
  }
  return totals
}

/** How much better it likes its own family than people do, where a system of it met one that is not. */
function ofFamily(table: JudgeTable, judge: ModelJudge, family: string | null): BiasLine {
  const isOwn = table.input.families.map((one) => family !== null && one === family)
  const items: SelfPreferenceItem[] = []
  for (const [item, verdicts] of judge.verdicts) {
    const [one, other] = [isOwn[table.first[item] as number], isOwn[table.second[item] as number]]
    const persons = table.people[item] ?? []
    if (one === other || persons.length === 0) continue
    const seen = (category: number) => (one ? 1 - category / 2 : category / 2)
    const total = persons.reduce((sum, { category }) => sum + seen(category), 0)
    const human = { n: persons.length, total }
    items.push({ prompt: table.prompts[item] as number, judge: seen(averageOf(verdicts)), human })
  }
  const found = valueOrNull(selfPreference(items))
  const share = (mean: number): MeanByCluster => ({
    ...{ mean, se: null, interval: null, clusters: found?.difference.clusters ?? 0, n: items.length },
  })
  return {
    name: 'family',
    judge: found && share(found.judge),
    people: found && share(found.human),
    difference: found?.difference ?? null,
  }
}
