import { type PlannedJudgments, plannedJudgments, type SelectionCounts } from '@/lib/counts/planned'
import type { StudyInput } from '@/lib/designs/schema'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'
import type { PlannedAgreement } from '@/lib/stats/planned-agreement'
import {
  comparisonEvidence,
  detectable,
  type Evidence,
  sharedAgreement,
  winShareHalfWidth,
} from './consequences-precision'
import { bind, costOf, type OtherDesign, otherDesigns, type PowerLine, powerLines } from './consequences-variants'
import { warningsOf } from './consequences-warnings'

/** What a design costs and what it buys. Shares and probabilities are between 0 and 1, nothing is rounded. */
export type Consequences = {
  plan: PlannedJudgments
  /** Of the judgments that can be counted, and of practice, which is paid for, too. */
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

/** What a design comes to, given how many prompts it selects. Its numbers must be numbers: see `unreadable`. */
export function consequences(design: StudyInput, counts: SelectionCounts): Consequences {
  const { planning } = design
  const plan = plannedJudgments(design, counts)
  const evidence = comparisonEvidence(design, plan)
  const hours = ((plan.known + plan.practice) * planning.seconds) / 3600
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
