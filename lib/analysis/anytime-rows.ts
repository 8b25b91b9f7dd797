import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { WinTieLoss } from '@/lib/rates/win-tie-loss'
import { type AnytimeRow, anytimeOf } from './anytime'
import { type Pending, readAnalysis, requireComparisons, requirePresent } from './read-analysis'

/**
 * Anytime-valid scores as a page shows them: of the present data, or, while judgments come in faster than they are
 * computed, of the latest data that were, with the moment; or how far the computation is.
 */
export type AnytimeState =
  | { state: 'done'; rows: AnytimeRow[]; behind: null | { at: Date; pending: Pending } }
  | Pending

/** Whether a figure's study shows them: where the design does not allow to look at any time, nobody stops because of them. */
export function hasAnytime({ study, used }: WinTieLoss): boolean {
  return study.looks === 'ANYTIME' && study.origin !== 'RECONSTRUCTED' && used > 0
}

/** Reads the scores of a figure's rows, of one group if asked, and starts their computation when need be. */
export async function readAnytime(
  access: Access<'study:results'>,
  result: WinTieLoss,
  chosen: string | null,
): Promise<AnytimeState> {
  const state = await readAnalysis(access, result.study.question)
  if (state.state !== 'done') return state
  const { analysis, at, behind } = requireComparisons(state)
  return {
    state: 'done',
    rows: shownOf(analysis.anytime, result, chosen),
    behind: behind && { at, pending: behind },
  }
}

/**
 * The same of the present data alone, for files and snapshots; none where the study does not show them.
 *
 * @throws AppError `conflict` while they are being computed
 */
export async function anytimeRows(
  access: Access<'study:results'>,
  result: WinTieLoss,
  chosen: string | null,
): Promise<AnytimeRow[]> {
  if (!hasAnytime(result)) return []
  const { analysis } = requireComparisons(requirePresent(await readAnalysis(access, result.study.question)))
  return shownOf(analysis.anytime, result, chosen)
}

function shownOf(scores: readonly AnytimeRow[], { rows }: WinTieLoss, chosen: string | null): AnytimeRow[] {
  return anytimeOf(
    scores,
    rows.filter(({ group }) => chosen === null || group === chosen),
  )
}
