import type { StudyInput } from '@/lib/designs/schema'
import { pairsOf } from '@/lib/protocols/comparison/design'

/** The systems whose responses a design would show: compared, or of gold and practice pairs. */
export function systemsIn({ comparisons, known }: Pick<StudyInput, 'comparisons' | 'known'>): string[] {
  const compared = pairsOf(comparisons).flatMap(({ a, b }) => [a, b])
  return [...new Set([...compared, ...known.flatMap(({ systemAId, systemBId }) => [systemAId, systemBId])])]
}
