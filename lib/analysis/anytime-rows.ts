import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type AnytimeRow, anytimeRow } from './anytime'
import { readArrivals } from './read-arrivals'
import type { WinTieLoss } from './win-tie-loss'

/** Anytime-valid scores of every row of a figure that has judgments. */
export async function anytimeRows(
  { studyId }: Access<'study:results'>,
  { study, criterion, rows }: WinTieLoss,
): Promise<AnytimeRow[]> {
  const arrivals = await readArrivals(studyId, study.criteria[criterion]?.id ?? null)
  return rows.flatMap((row) => {
    const found = arrivals.find(
      ({ group, first, second }) =>
        group === row.group && [first, second].includes(row.reference) && [first, second].includes(row.other),
    )
    return (found && anytimeRow(found, row)) ?? []
  })
}
