import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type AnytimeRow, anytimeOf } from './anytime'
import { readArrivals } from './read-arrivals'
import type { WinTieLoss } from './win-tie-loss'

/**
 * Anytime-valid scores of every row of a figure that has judgments; of one group, if asked. None where the design does not
 * allow to look at any time: then nobody stops because of them.
 */
export async function anytimeRows(
  { studyId }: Access<'study:results'>,
  { study, criterion, rows }: WinTieLoss,
  chosen: string | null,
): Promise<AnytimeRow[]> {
  if (study.looks !== 'ANYTIME' || study.origin === 'RECONSTRUCTED') return []
  const shown = chosen === null ? rows : rows.filter(({ group }) => group === chosen)
  return anytimeOf(await readArrivals(studyId, study.criteria[criterion]?.id ?? null), shown)
}
