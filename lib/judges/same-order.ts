import { rng } from '@/lib/rng'
import { type Estimate, mapEstimate, valueOrNull } from '@/lib/stats/estimate'
import type { Interval } from '@/lib/stats/interval'
import {
  bootstrapSystemAgreement,
  type SystemTotals,
  systemAgreement,
  systemScores,
} from '@/lib/stats/parity/system-agreement'
import { averageOf, type Judge, type JudgeTable } from './judge-table'

/** A rank correlation with its interval from prompts drawn anew. */
export type Correlation = Estimate<{ value: number; interval: Interval | null }>

/** Whether a judge puts the systems in the order in which people put them, on the items that both judged. */
export type SameOrder = {
  kendall: Correlation
  spearman: Correlation
  pearson: Correlation
  items: number
  /** Mean score of each system, ties half, or of ratings on their scale; null where either never judged it. */
  systems: { system: string; judge: number | null; human: number | null }[]
}

const ORDER_ROUNDS = 1000
const KINDS = ['kendall', 'spearman', 'pearson'] as const

/** An item counts once for the judge, its orders averaged; every person's verdict counts once. */
export function measureSameOrder(table: JudgeTable, judge: Judge): SameOrder {
  const { input, people, prompts, first, second } = table
  const byPrompt = new Map<number, SystemTotals[]>()
  let items = 0
  people.forEach((persons, item) => {
    const verdicts = judge.verdicts.get(item)
    if (!verdicts || persons.length === 0) return
    items++
    const prompt = prompts[item] as number
    const totals = byPrompt.get(prompt) ?? input.systems.map(emptyTotals)
    byPrompt.set(prompt, totals)
    const [one, other] = [totals[first[item] as number], totals[second[item] as number]] as [SystemTotals, SystemTotals]
    const score = (category: number) => 1 - category / 2
    addTo(one.judge, score(averageOf(verdicts)))
    addTo(other.judge, 1 - score(averageOf(verdicts)))
    for (const { category } of persons) {
      addTo(one.human, score(category))
      addTo(other.human, 1 - score(category))
    }
  })
  return orderOf(byPrompt, { seed: input.seed, systems: input.systems, code: judge.code, items })
}

type Of = { seed: number; systems: readonly string[]; code: string; items: number }

/** Of what a judge and people gave each system on each prompt, by the prompt's number: how far both have the same order. */
export function orderOf(byPrompt: ReadonlyMap<number, SystemTotals[]>, { seed, systems, code, items }: Of): SameOrder {
  const all = [...byPrompt].sort(([one], [other]) => one - other).map(([, totals]) => totals)
  const scores = systemScores(all)
  const found = systemAgreement(scores)
  const { below } = rng(seed, `rank correlation/${code}`)
  const resampled = all.length < 2 ? null : bootstrapSystemAgreement(all, below, ORDER_ROUNDS)
  const correlations = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      mapEstimate(found[kind], (value) => ({
        value,
        interval: resampled ? (valueOrNull(resampled[kind])?.interval ?? null) : null,
      })),
    ]),
  ) as Record<(typeof KINDS)[number], Correlation>
  return {
    ...correlations,
    items,
    systems: systems.map((system, k) => ({
      ...{ system, judge: scores[k]?.judge ?? null, human: scores[k]?.human ?? null },
    })),
  }
}

/** Nothing given yet. */
export function emptyTotals(): SystemTotals {
  return { judge: { n: 0, total: 0 }, human: { n: 0, total: 0 } }
}

/** Counts one score in. */
export function addTo(sum: { n: number; total: number }, score: number): void {
  sum.n++
  sum.total += score
}
