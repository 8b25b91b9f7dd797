import { pairsOf } from '@/lib/protocols/comparison/design'
import { countExcluded, type ItemPlan, planItems } from '@/lib/protocols/comparison/plan-items'
import type { PlannedItem } from '@/lib/protocols/planned-item'
import { countExcludedRatings, planRatings, type RatingPlan } from '@/lib/protocols/rating/plan-items'
import { excludedResponses } from './excluded'
import type { ComparisonDesign, RatingDesign, StudyInput } from './schema'

type Prompts = readonly { id: string }[]

/** The items of a design over the prompts it selects, by position, from 0. */
export function itemsOf(design: StudyInput, prompts: Prompts): PlannedItem[] {
  return design.protocol === 'RATING'
    ? planRatings(ratingPlan(design, prompts))
    : planItems(comparisonPlan(design, prompts))
}

/** How many items a design leaves out because their prompt or a response of theirs is excluded for the names in it. */
export function countItemsExcluded(design: StudyInput, prompts: Prompts): number {
  return design.protocol === 'RATING'
    ? countExcludedRatings(ratingPlan(design, prompts))
    : countExcluded(comparisonPlan(design, prompts))
}

function comparisonPlan(design: ComparisonDesign, prompts: Prompts): ItemPlan {
  const { known, identicalChecks, comparisons } = design
  return { ...commonPlan(design, prompts), known, identicalChecks, pairs: pairsOf(comparisons) }
}

function ratingPlan(design: RatingDesign, prompts: Prompts): RatingPlan {
  const { known, rated } = design
  return { ...commonPlan(design, prompts), known, rated }
}

function commonPlan(design: StudyInput, prompts: Prompts) {
  const { seed, sharedItems } = design
  return { seed, sharedItems, excluded: excludedResponses(design), prompts: prompts.map(({ id }) => id) }
}
