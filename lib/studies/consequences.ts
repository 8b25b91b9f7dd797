import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'
import type { PlannedAgreement } from '@/lib/stats/planned-agreement'
import { type PlannedJudgments, plannedJudgments, type SelectionCounts } from './consequences-judgments'
import {
  comparisonEvidence,
  detectable,
  type Evidence,
  powerCurve,
  sharedAgreement,
  winShareHalfWidth,
} from './consequences-precision'
import type { StudyInput } from './schema'

/** What a design costs and what it buys. Shares and probabilities are between 0 and 1, nothing is rounded. */
export type Consequences = {
  plan: PlannedJudgments
  /** Of the judgments that can be counted. */
  hours: number
  hoursEach: Estimate<number>
  cost: Estimate<number>
  /** Judgments of an item with arm A on the left, and on the right; the next item has it the other way round. */
  sides: { more: number; fewer: number }
  evidence: Estimate<Evidence>
  interval: Estimate<number>
  agreement: Estimate<PlannedAgreement>
  detectable: Estimate<number>
  curves: PowerLine[]
  others: OtherDesign[]
  /** What would keep the design from being filled. */
  warnings: string[]
}

/** Power by split of decided judgments for one number of judgments per item. */
export type PowerLine = { perItem: number; isDesign: boolean; points: { split: number; power: number }[] }

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

/** What a design comes to, given how many prompts it selects. Its numbers must be numbers: see `unreadable`. */
export function consequences(design: StudyInput, counts: SelectionCounts): Consequences {
  const { planning } = design
  const plan = plannedJudgments(design, counts)
  const evidence = comparisonEvidence(design, plan)
  const hours = (plan.known * planning.seconds) / 3600
  const found = bind(evidence, (value) => detectable(value, planning.tieRate))
  return {
    ...{ plan, hours, evidence },
    hoursEach: bind(plan.annotators, (people) =>
      people > 0 ? defined(hours / people) : notDefined('Nobody is expected.'),
    ),
    cost: costOf(design, hours),
    sides: { more: Math.ceil(plan.perItem / 2), fewer: Math.floor(plan.perItem / 2) },
    interval: bind(evidence, (value) => winShareHalfWidth(value, planning.tieRate)),
    agreement: sharedAgreement(design, plan),
    detectable: found,
    curves: powerLines(design, counts, found),
    others: otherDesigns(design, counts),
    warnings: warningsOf(design, plan),
  }
}

function costOf({ planning }: StudyInput, hours: number): Estimate<number> {
  return planning.hourlyPay === null ? notDefined('No pay is set.') : defined(hours * planning.hourlyPay)
}

/** Up to three numbers of judgments per item to show side by side: the design's, one, and more. */
function overlapsBeside(perItem: number): number[] {
  const all = [...new Set([1, 3, 5, perItem])].sort((a, b) => a - b)
  return all.length > 3 ? all.filter((k) => k !== 3) : all
}

/** The design with `perItem` judgments per item in all; null where groups keep more than that for themselves. */
function withPerItem(design: StudyInput, perItem: number): StudyInput | null {
  const overlap = perItem - design.groups.reduce((kept, group) => kept + group.overlap, 0)
  return overlap < 0 ? null : { ...design, overlap }
}

function powerLines(design: StudyInput, counts: SelectionCounts, found: Estimate<number>): PowerLine[] {
  const { perItem } = plannedJudgments(design, counts)
  // As far beyond the difference that is found as from even to it, in steps that read well.
  const last = found.defined ? Math.min(1, 0.5 + Math.ceil((found.value - 0.5) * 2 * 20) / 20) : 1
  const splits = Array.from({ length: POINTS }, (_, index) => 0.5 + ((last - 0.5) * index) / (POINTS - 1))
  return overlapsBeside(perItem).flatMap((k) => {
    const other = withPerItem(design, k)
    const evidence = other && comparisonEvidence(other, plannedJudgments(other, counts))
    if (!evidence?.defined) return []
    const power = powerCurve(evidence.value, design.planning.tieRate)
    return [{ perItem: k, isDesign: k === perItem, points: splits.map((split) => ({ split, power: power(split) })) }]
  })
}

function otherDesigns(design: StudyInput, counts: SelectionCounts): OtherDesign[] {
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
    cost: costOf(design, (plan.known * seconds) / 3600),
  }
}

function warningsOf({ cap, overlap, groups }: StudyInput, { annotators, known, byKind }: PlannedJudgments): string[] {
  const warnings = []
  const practice = byKind.practice.defined ? byKind.practice.value : 0
  if (annotators.defined && cap !== null && annotators.value * cap < known - practice)
    warnings.push(
      `At most ${cap.toLocaleString('en')} judgments from each of ${annotators.value} annotators make ${(annotators.value * cap).toLocaleString('en')}, fewer than the design asks for.`,
    )
  for (const { name, places, overlap: kept } of groups)
    if (places !== null && places < kept)
      warnings.push(`${name} has ${places} places, but ${kept} judgments of each item are kept for it.`)
  if (annotators.defined && annotators.value < overlap)
    warnings.push(`${overlap} judgments of each item need ${overlap} annotators; there are ${annotators.value} places.`)
  return warnings
}

/** The fields whose numbers are missing or impossible while somebody types; nothing can be computed until they are there. */
export function unreadable(design: StudyInput): string[] {
  const { overlap, sharedItems, repeatShare, identicalChecks, sample, cap, groups, planning } = design
  const isCount = (n: number | null) => n === null || (Number.isInteger(n) && n >= 0)
  const isShare = (n: number) => n >= 0 && n < 1
  const checks: [string, boolean][] = [
    ['judgments per item', isCount(overlap)],
    ['shared items', isCount(sharedItems)],
    ['repeats', isShare(repeatShare)],
    ['identical pairs', isCount(identicalChecks)],
    ['the sample', isCount(sample)],
    ['the most per annotator', isCount(cap)],
    ['places', groups.every(({ places }) => isCount(places))],
    ['judgments kept for a group', groups.every((group) => isCount(group.overlap))],
    ['seconds', planning.seconds > 0],
    ['pay', planning.hourlyPay === null || planning.hourlyPay >= 0],
    ['the tie rate', isShare(planning.tieRate)],
    ['the correlation', isShare(planning.correlation)],
  ]
  return checks.filter(([, isFine]) => !isFine).map(([field]) => field)
}

function bind<T, U>(estimate: Estimate<T>, next: (value: T) => Estimate<U>): Estimate<U> {
  return estimate.defined ? next(estimate.value) : estimate
}
