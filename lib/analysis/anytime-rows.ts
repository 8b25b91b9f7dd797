import 'server-only'
import { z } from 'zod'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { type AnytimeRow, anytimeOf } from './anytime'
import { type DeepState, kindOf, readDeep, requireDone } from './deep/read-deep'
import type { WinTieLoss } from './win-tie-loss'

/** What is not there yet, or failed. */
export type Pending = Exclude<DeepState, { state: 'done' }>

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
  const state = await readDeep(access, result.study.question)
  if (state.state === 'done') return { state: 'done', rows: shownOf(state.deep.anytime, result, chosen), behind: null }
  const latest = await readLatest(access.studyId, result.study.question)
  if (!latest) return state
  return { state: 'done', rows: shownOf(latest.rows, result, chosen), behind: { at: latest.at, pending: state } }
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
  return shownOf(requireDone(await readDeep(access, result.study.question)).deep.anytime, result, chosen)
}

function shownOf(scores: readonly AnytimeRow[], { rows }: WinTieLoss, chosen: string | null): AnytimeRow[] {
  return anytimeOf(
    scores,
    rows.filter(({ group }) => chosen === null || group === chosen),
  )
}

const Score = z.object({
  ...{ group: z.string(), reference: z.string(), other: z.string(), prompts: z.number(), score: z.number() },
  ...{ interval: z.tuple([z.number(), z.number()]), excludedAt: z.number().nullable() },
})

/** What was computed last, and of when. Null as well where an earlier release kept something else. */
async function readLatest(studyId: string, question: string): Promise<{ rows: AnytimeRow[]; at: Date } | null> {
  const rows = await db.$queryRaw`
    SELECT result->'anytime' AS rows, "startedAt" AS at FROM "AnalysisRun"
    WHERE "studyId" = ${studyId}::uuid AND kind = ${kindOf(question)} AND result IS NOT NULL
    ORDER BY "beatAt" DESC LIMIT 1`
  const latest = z.tuple([z.object({ rows: z.array(Score), at: z.date() })]).safeParse(rows)
  return latest.success ? latest.data[0] : null
}
