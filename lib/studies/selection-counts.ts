import type { SelectionCounts } from '@/lib/counts/planned'
import type { PromptSetChoice } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import { pairsOf } from '@/lib/protocols/comparison/design'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'

/** A prompt that a gold or practice item names. */
export type NamedPrompt = { id: string; externalId: string; category: string | null; words: string }

/** Prompts of the set or of one category of it, before a sample is drawn. */
export function promptsToDrawFrom(set: PromptSetChoice, category: string | null): number {
  return category === null ? set.prompts : (set.categories.find(({ name }) => name === category)?.prompts ?? 0)
}

/** Prompts, before a sample is drawn, that a compared system has no response to. */
export function unansweredPrompts({ category, comparisons }: StudyInput, { holes }: PromptSetChoice): number {
  const compared = new Set(pairsOf(comparisons).flatMap(({ a, b }) => [a, b]))
  return holes
    .filter((hole) => (category === null || hole.category === category) && hole.systems.some((id) => compared.has(id)))
    .reduce((sum, { prompts }) => sum + prompts, 0)
}

/**
 * How many prompts a design selects, and how many of its pairs are gold or practice instead of regular items. Where a
 * sample is drawn, that number is what is to be expected: which prompts are in it shows at opening.
 */
export function selectionCounts(
  design: StudyInput,
  sets: readonly PromptSetChoice[],
  named: ReadonlyMap<string, NamedPrompt>,
): Estimate<SelectionCounts> {
  const set = sets.find(({ id }) => id === design.promptSetId)
  if (!set) return notDefined('Choose a prompt set.')
  const left = design.leaveOutUnanswered ? unansweredPrompts(design, set) : 0
  const all = promptsToDrawFrom(set, design.category) - left
  const prompts = Math.min(all, design.sample ?? all)
  const compared = new Set(pairsOf(design.comparisons).map(({ a, b }) => key(a, b)))
  const taken = design.known.filter(({ promptId, systemAId, systemBId }) => {
    const isIn = design.category === null || named.get(promptId)?.category === design.category
    return isIn && compared.has(key(systemAId, systemBId))
  })
  return defined({ prompts, taken: all === 0 ? 0 : Math.round((taken.length * prompts) / all) })
}

function key(a: string, b: string): string {
  return [a, b].sort().join()
}
