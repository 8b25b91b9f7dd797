import { plannedJudgments, type SelectionCounts } from '@/lib/counts/planned'
import type { StudyInput } from '@/lib/designs/schema'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'
import { comparisonEvidence, detectable, powerCurve, winShareHalfWidth } from './consequences-precision'

/** Power by a true difference, as a split of decided judgments or of two means, for one number of judgments per item. */
export type PowerLine = { perItem: number; isDesign: boolean; points: { at: number; power: number }[] }

/** The same question asked of other prompts or more often. */
export type OtherDesign = {
  prompts: number
  perItem: number
  isDesign: boolean
  interval: Estimate<number>
  detectable: Estimate<number>
  cost: Estimate<number>
  judgments: number
}

/** How many points a curve is drawn with. */
const POINTS = 41

/** Up to three numbers of judgments per item to show side by side: the design's, one, and more. */
export function overlapsBeside(perItem: number): number[] {
  const all = [...new Set([1, 3, 5, perItem])].sort((a, b) => a - b)
  return all.length > 3 ? all.filter((k) => k !== 3) : all
}

/** The design with `perItem` judgments per item in all; null where groups keep more than that for themselves. */
export function withPerItem<Design extends StudyInput>(design: Design, perItem: number): Design | null {
  const overlap = perItem - design.groups.reduce((kept, group) => kept + group.overlap, 0)
  return overlap < 0 ? null : { ...design, overlap }
}

/** The design's power curve beside those of other numbers of judgments per item. */
export function powerLines(design: StudyInput, counts: SelectionCounts, found: Estimate<number>): PowerLine[] {
  const { perItem } = plannedJudgments(design, counts)
  // As far beyond the difference that is found as from even to it, in steps that read well.
  const last = found.defined ? Math.min(1, 0.5 + Math.ceil((found.value - 0.5) * 2 * 20) / 20) : 1
  return overlapsBeside(perItem).flatMap((k) => {
    const other = withPerItem(design, k)
    const evidence = other && comparisonEvidence(other, plannedJudgments(other, counts))
    if (!evidence?.defined) return []
    const power = powerCurve(evidence.value, design.planning.tieRate)
    return [{ perItem: k, isDesign: k === perItem, points: pointsOf(power, 0.5, last) }]
  })
}

/** A curve from a difference to another. */
export function pointsOf(power: (at: number) => number, from: number, to: number): PowerLine['points'] {
  const places = Array.from({ length: POINTS }, (_, index) => from + ((to - from) * index) / (POINTS - 1))
  return places.map((at) => ({ at, power: power(at) }))
}

/** What the same question would cost and buy, asked more or less often, or of other prompts. */
export function otherDesigns(design: StudyInput, counts: SelectionCounts): OtherDesign[] {
  const { perItem, items } = plannedJudgments(design, counts)
  if (items === 0) return []
  const more = Math.max(3, perItem)
  const variants = [
    ...overlapsBeside(perItem).map((k) => ({ k, counts })),
    // As many judgments as `more` of each item, of other prompts.
    { k: 1, counts: { ...counts, prompts: counts.prompts * more } },
  ]
  return variants.flatMap(({ k, counts: selection }) => {
    const other = withPerItem(design, k)
    return other ? [describe(other, selection, k === perItem && selection === counts)] : []
  })
}

function describe(design: StudyInput, counts: SelectionCounts, isDesign: boolean): OtherDesign {
  const { tieRate, seconds } = design.planning
  const plan = plannedJudgments(design, counts)
  const evidence = comparisonEvidence(design, plan)
  return {
    ...{ prompts: counts.prompts, perItem: plan.perItem, isDesign, judgments: plan.known },
    interval: bind(evidence, (value) => winShareHalfWidth(value, tieRate)),
    detectable: bind(evidence, (value) => detectable(value, tieRate)),
    cost: costOf(design, ((plan.known + plan.practice) * seconds) / 3600),
  }
}

/** Pay for some hours of work, in the design's currency. */
export function costOf({ planning }: StudyInput, hours: number): Estimate<number> {
  return planning.hourlyPay === null ? notDefined('No pay is set.') : defined(hours * planning.hourlyPay)
}

/** Goes on with a defined value and passes a reason on. */
export function bind<T, U>(estimate: Estimate<T>, next: (value: T) => Estimate<U>): Estimate<U> {
  return estimate.defined ? next(estimate.value) : estimate
}
