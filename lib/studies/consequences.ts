import { type PlannedJudgments, plannedJudgments, type SelectionCounts } from '@/lib/counts/planned'
import type { StudyInput } from '@/lib/designs/schema'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'
import type { PlannedAgreement } from '@/lib/stats/planned-agreement'
import {
  comparisonEvidence,
  detectable,
  type Evidence,
  evenVerdicts,
  sharedAgreement,
  winShareHalfWidth,
} from './consequences-precision'
import { bind, costOf, type OtherDesign, otherDesigns, type PowerLine, powerLines } from './consequences-variants'
import { warningsOf } from './consequences-warnings'

/** What a design costs. Nothing is rounded. */
export type Costs = {
  plan: PlannedJudgments
  /** Of the judgments that can be counted, and of practice, which is paid for, too. */
  hours: number
  hoursEach: Estimate<number>
  cost: Estimate<number>
  /** What would keep the design from being filled, or its numbers from meaning much. */
  warnings: string[]
}

/** What a design of comparisons costs and what it buys. Shares and probabilities are between 0 and 1. */
export type Consequences = Costs & {
  /** Judgments of an item with arm A on the left, and on the right; the next item has it the other way round. */
  sides: { more: number; fewer: number }
  evidence: Estimate<Evidence>
  interval: Estimate<number>
  agreement: Estimate<PlannedAgreement>
  detectable: Estimate<number>
  curves: PowerLine[]
  others: OtherDesign[]
}

/** What a design costs, given how many prompts it selects. Its numbers must be numbers: see `unreadable`. */
export function costsOf(design: StudyInput, counts: SelectionCounts): Costs {
  const plan = plannedJudgments(design, counts)
  const hours = ((plan.known + plan.practice) * design.planning.seconds) / 3600
  return {
    ...{ plan, hours },
    hoursEach: bind(plan.annotators, (people) =>
      people > 0 ? defined(hours / people) : notDefined('Nobody is expected.'),
    ),
    cost: costOf(design, hours),
    warnings: warningsOf(design, plan),
  }
}

/** What a design of comparisons comes to, given how many prompts it selects. */
export function consequences(design: StudyInput, counts: SelectionCounts): Consequences {
  const { planning } = design
  const costs = costsOf(design, counts)
  const { plan } = costs
  const evidence = comparisonEvidence(design, plan)
  const found = bind(evidence, (value) => detectable(value, planning.tieRate))
  return {
    ...{ ...costs, evidence },
    sides: { more: Math.ceil(plan.perItem / 2), fewer: Math.floor(plan.perItem / 2) },
    interval: bind(evidence, (value) => winShareHalfWidth(value, planning.tieRate)),
    agreement: sharedAgreement(design, plan, evenVerdicts(planning.tieRate)),
    detectable: found,
    curves: powerLines(design, counts, found),
    others: otherDesigns(design, counts),
  }
}
