import { rng } from '@/lib/rng'
import type { PlannedItem } from '../planned-item'
import { responseKey } from '../response-key'
import type { KnownRating, RatedSystems } from './design'

export type RatingPlan = {
  seed: number
  /** Prompts in order, by any id. */
  prompts: readonly string[]
  rated: RatedSystems
  known: readonly KnownRating[]
  sharedItems: number
  /** Responses that no item may show, as `responseKey` tells them. */
  excluded: ReadonlySet<string>
}

/**
 * Plans the items of a rating study: each prompt's response of each system, sample by sample, then gold and practice
 * items. A response that is gold or practice is not among the regular items, since nobody judges one twice, nor is one that
 * is excluded.
 * @returns items by position, from 0; the same for the same plan
 */
export function planRatings(plan: RatingPlan): PlannedItem[] {
  const regular = regularItems(plan).filter((item) => !isExcluded(plan, item))
  const order = rng(plan.seed, 'shared set').shuffle(regular.map((_, index) => index))
  const shared = new Set(order.slice(0, plan.sharedItems))
  const unknown = { kind: 'REGULAR', expected: null, feedback: null } as const
  const drafts = [
    ...regular.map((item, index) => ({ ...item, ...unknown, shared: shared.has(index) })),
    ...plan.known.map(knownItem).filter((item) => !isExcluded(plan, item)),
  ]
  // One response stands on no side.
  return drafts.map((draft, position) => ({ position, ...draft, systemB: null, startsLeft: true }))
}

/** How many items a plan leaves out because their response is excluded. */
export function countExcludedRatings(plan: RatingPlan): number {
  return [...regularItems(plan), ...plan.known.map(knownItem)].filter((item) => isExcluded(plan, item)).length
}

type Rated = Pick<PlannedItem, 'prompt' | 'systemA' | 'sample'>

/** Each prompt with each system and sample, but for those that are gold or practice. */
function regularItems({ prompts, rated, known }: RatingPlan): Rated[] {
  const taken = new Set(known.map(({ promptId, systemId }) => responseKey(promptId, systemId)))
  return prompts.flatMap((prompt) =>
    rated.systemIds.flatMap((systemA) =>
      Array.from({ length: rated.samples }, (_, sample) => ({ prompt, systemA, sample })).filter(
        ({ sample }) => !taken.has(responseKey(prompt, systemA, sample)),
      ),
    ),
  )
}

function knownItem({ promptId: prompt, systemId: systemA, kind, expected, feedback }: KnownRating) {
  return { prompt, systemA, sample: 0, kind, shared: false, expected, feedback }
}

function isExcluded({ excluded }: RatingPlan, { prompt, systemA, sample }: Rated): boolean {
  return excluded.has(responseKey(prompt, systemA, sample))
}
