import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type AnytimeRow, anytimeOf } from './anytime'
import { readArrivals } from './read-arrivals'
import type { WinTieLoss } from './win-tie-loss'

/** Anytime-valid scores of every row of a figure that has judgments. */
export async function anytimeRows(
  { studyId }: Access<'study:results'>,
  { study, criterion, rows }: WinTieLoss,
): Promise<AnytimeRow[]> {
  return anytimeOf(await readArrivals(studyId, study.criteria[criterion]?.id ?? null), rows)
}
