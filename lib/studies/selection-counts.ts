import type { SelectionCounts } from '@/lib/counts/planned'
import type { PromptSetChoice } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import { pairsOfDesign, samplesOfDesign, systemsOfDesign } from '@/lib/designs/systems-of-design'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'

/** A prompt that a gold or practice item names. */
export type NamedPrompt = { id: string; externalId: string; category: string | null; words: string }

/** Prompts of the set or of one category of it, before a sample is drawn. */
export function promptsToDrawFrom(set: PromptSetChoice, category: string | null): number {
  return category === null ? set.prompts : (set.categories.find(({ name }) => name === category)?.prompts ?? 0)
}

/** Prompts, before a sample is drawn, that a compared or rated system has no response to, or too few. */
export function unansweredPrompts(design: StudyInput, set: PromptSetChoice): number {
  const { category } = design
  const [systems, samples] = [systemsOfDesign(design).filter((id) => id !== ''), samplesOfDesign(design)]
  // What no prompt has is no hole among others that have it.
  if (systems.some((id) => (set.answered[id]?.samples ?? 0) < samples)) return promptsToDrawFrom(set, category)
  const wanted = new Set(systems)
  return set.holes
    .filter((hole) => category === null || hole.category === category)
    .filter(({ lacking }) => lacking.some(({ systemId, sample }) => sample < samples && wanted.has(systemId)))
    .reduce((sum, { prompts }) => sum + prompts, 0)
}

/**
 * How many prompts a design selects, and how many of its items are gold or practice instead of regular items. Where a
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
  const taken = knownOfRegular(design).filter(
    ({ promptId }) => design.category === null || named.get(promptId)?.category === design.category,
  )
  return defined({ prompts, taken: all === 0 ? 0 : Math.round((taken.length * prompts) / all) })
}

/** Gold and practice items that would otherwise be regular ones. */
function knownOfRegular(design: StudyInput): { promptId: string }[] {
  if (design.protocol === 'RATING')
    return design.known.filter(({ systemId }) => design.rated.systemIds.includes(systemId))
  const compared = new Set(pairsOfDesign(design).map(({ a, b }) => key(a, b)))
  return design.known.filter(({ systemAId, systemBId }) => compared.has(key(systemAId, systemBId)))
}

function key(a: string, b: string): string {
  return [a, b].sort().join()
}
