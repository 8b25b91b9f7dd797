import { pairsOf } from '@/lib/protocols/comparison/design'
import type { ItemPlan } from '@/lib/protocols/comparison/plan-items'
import { excludedResponses } from './excluded'
import type { StudyInput } from './schema'

/** What a design's items are planned from, with the prompts it selects. */
export function itemPlan(design: StudyInput, prompts: readonly { id: string }[]): ItemPlan {
  const { seed, known, sharedItems, identicalChecks } = design
  return {
    ...{ seed, known, sharedItems, identicalChecks, excluded: excludedResponses(design.names) },
    prompts: prompts.map(({ id }) => id),
    pairs: pairsOf(design.comparisons),
  }
}
