import { type Rated, ratedItems } from '@/lib/agreement/rated-items'
import { PARITY_MARGIN } from '@/lib/models/design'
import type { JudgmentColumns } from '@/lib/records/judgment-columns'
import type { Estimate } from '@/lib/stats/estimate'
import { type OrderConsistency, orderConsistency } from '@/lib/stats/judge/order-consistency'
import { orderPairs } from '@/lib/stats/judge/order-pairs'
import { type RetestAgreement, retestAgreement } from '@/lib/stats/judge/retest-agreement'
import { type Share, shareOf } from '@/lib/stats/shares'
import { type BiasCard, measureBiasCard } from './bias-card'
import { type Judge, type JudgeTable, judgeTable, type ModelJudge, orderedVerdicts, sawBothOrders } from './judge-table'
import { formPanel, type Panel } from './panel'
import { measureParity, type ParityBoth } from './parity'
import { measurePowered, type Powered } from './powered'
import { measureReplacing, type Replacing } from './replacing'
import { measureSameOrder, type SameOrder } from './same-order'

/** What the verdicts of a model, or of the panel of all, are worth beside those of people. */
export type JudgeWorth = {
  /** Empty of the panel. */
  code: string
  model: string
  group: string
  items: number
  bothOrders: boolean
  parity: ParityBoth
  replacing: Replacing[]
  sameOrder: SameOrder
  powered: Powered[]
}

/** What is known of a model alone: its orders, what it says when it is asked again, its habits, what it did not answer. */
export type ModelHabits = {
  code: string
  model: string
  orders: OrderConsistency
  retest: Estimate<RetestAgreement>
  bias: BiasCard
  /** Slots with a verdict, planned repeats apart, and those without by what it did instead. */
  answered: number
  outcomes: Record<string, number>
  noVerdict: Share | null
}

/** What models' verdicts are worth: of each model and of the panel. `people`: how many people judged. */
export type Judges = { margin: number; people: number; worth: JudgeWorth[]; habits: ModelHabits[]; panel: Panel | null }

/**
 * What the verdicts of a study's models are worth beside people's. Null where no model was asked.
 *
 * @param told hears of the share that is done, from 0 to 1
 */
export function measureJudges(
  input: JudgmentColumns,
  rated: Rated,
  told: (share: number) => void = () => undefined,
): Judges | null {
  const table = judgeTable(input, rated)
  if (!table) return null
  const margin = input.margin ?? PARITY_MARGIN
  const formed = formPanel(table)
  const judges: Judge[] = [...table.models, ...(formed ? [formed.judge] : [])]
  return {
    margin,
    people: peopleIn(table),
    worth: judges.map((judge, k) => {
      const worth = worthOf(table, judge, margin)
      told((k + 1) / judges.length)
      return worth
    }),
    habits: byCode([...table.models, ...table.silent]).map((judge) => habitsOf(table, judge)),
    panel: formed?.panel ?? null,
  }
}

/**
 * The same with models that joined once the study was closed behind them, each marked as exploratory. What is told of the
 * others, of the panel and of people is not touched by them.
 */
export function measureAllJudges(
  input: JudgmentColumns,
  rated: Rated,
  told: (share: number) => void = () => undefined,
): Judges | null {
  const judges = measureJudges(input, rated, told)
  if (!input.explored) return judges
  const explored = { ...input.explored, explored: null }
  const table = judgeTable(explored, ratedItems(explored))
  const margin = input.margin ?? PARITY_MARGIN
  if (!table) return judges
  const mark = (models: readonly ModelJudge[]) => models.filter(({ exploratory }) => exploratory).map(markExploratory)
  const [marked, silent] = [mark(table.models), mark(table.silent)]
  const { people, worth, habits, panel } = judges ?? { people: peopleIn(table), worth: [], habits: [], panel: null }
  return {
    ...{ margin, people, panel },
    worth: [...worth, ...marked.map((judge) => worthOf(table, judge, margin))],
    habits: [...habits, ...byCode([...marked, ...silent]).map((judge) => habitsOf(table, judge))],
  }
}

/** A model that joined once the study was closed, with that behind its name. */
export function markExploratory<T extends { model: string }>(judge: T): T {
  return { ...judge, model: `${judge.model} (exploratory)` }
}

function byCode(models: readonly ModelJudge[]): ModelJudge[] {
  return models.toSorted((one, other) => (one.code < other.code ? -1 : 1))
}

function peopleIn({ people }: JudgeTable): number {
  return new Set(people.flatMap((item) => item.map(({ annotator }) => annotator))).size
}

function worthOf(table: JudgeTable, judge: Judge, margin: number): JudgeWorth {
  const { code, model, group, verdicts } = judge
  return {
    ...{ code, model, group, items: verdicts.size, bothOrders: sawBothOrders(judge) },
    parity: measureParity(table, judge, margin),
    replacing: measureReplacing(table, judge),
    sameOrder: measureSameOrder(table, judge),
    powered: measurePowered(table, judge),
  }
}

function habitsOf(table: JudgeTable, judge: ModelJudge): ModelHabits {
  const { code, model } = judge
  const ordered = orderedVerdicts(table, judge.rows)
  const { repeat } = table.input.rows
  const answered = judge.rows.filter((r) => !repeat[r]).length
  const outcomes = table.input.noVerdicts.find((one) => one.code === code)?.outcomes ?? {}
  const without = Object.values(outcomes).reduce((sum, n) => sum + n, 0)
  return {
    ...{ code, model, answered, outcomes },
    orders: orderConsistency(orderPairs(ordered)),
    retest: retestAgreement(ordered),
    bias: measureBiasCard(table, judge),
    noVerdict: shareOf(without, answered + without),
  }
}

/** A model by its code and name, the panel by its name. */
export function judgeName({ code, model }: Pick<JudgeWorth, 'code' | 'model'>): string {
  return code === '' || code === model ? model : `${code} ${model}`
}

/** Whether a difference was told apart from none. */
export function isTold({ interval }: { interval: readonly [number, number] | null }): boolean {
  return interval !== null && (interval[0] > 0 || interval[1] < 0)
}
