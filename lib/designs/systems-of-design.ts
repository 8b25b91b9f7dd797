import { pairsOf } from '@/lib/protocols/comparison/design'
import type { StudyInput } from './schema'

/** The pairs of systems that a design compares, in order; a rating study has none. */
export function pairsOfDesign({ comparisons }: Pick<StudyInput, 'comparisons'>): { a: string; b: string }[] {
  return comparisons ? pairsOf(comparisons) : []
}

/** The systems whose responses a design's regular items show, each once, in the order they are named. */
export function systemsOfDesign({ comparisons, rated }: Pick<StudyInput, 'comparisons' | 'rated'>): string[] {
  return [...new Set(rated ? rated.systemIds : pairsOfDesign({ comparisons }).flatMap(({ a, b }) => [a, b]))]
}

/** The systems whose responses a design would show, those of gold and practice items included. */
export function systemsShown(design: StudyInput): string[] {
  return [...new Set([...systemsOfDesign(design), ...knownSystems(design)])]
}

/** The systems that a design's gold and practice items show. */
function knownSystems(design: StudyInput): string[] {
  return design.protocol === 'RATING'
    ? design.known.map(({ systemId }) => systemId)
    : design.known.flatMap(({ systemAId, systemBId }) => [systemAId, systemBId])
}

/** How many items a design makes of one prompt. Half a pair is one that somebody is about to choose. */
export function itemsPerPrompt(design: StudyInput): number {
  if (design.protocol === 'RATING') return design.rated.systemIds.length * design.rated.samples
  return pairsOfDesign(design).filter(({ a, b }) => a && b).length
}

/** How many responses of each system to a prompt a design needs. */
export function samplesOfDesign({ rated }: Pick<StudyInput, 'rated'>): number {
  return rated?.samples ?? 1
}
