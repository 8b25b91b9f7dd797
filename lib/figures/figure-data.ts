import 'server-only'
import { type AnalysisPage, accountOf, readAnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnytimeRow } from '@/lib/analysis/anytime'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import { requireDone, requirePresent } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { aboutAnalysis } from './about'
import type { Analysed, FigureData } from './figure-kind'
import type { FigureQuery } from './figure-query'
import { type FigureCounts, readFigureCounts } from './read-counts'
import { type RatingCounts, readRaters, readRatingCounts } from './read-ratings'

/** What a page has read already. */
type Read = {
  counts?: FigureCounts
  ratings?: RatingCounts
  page?: AnalysisPage
  anytime?: readonly AnytimeRow[]
}

/**
 * A study's data for figures.
 *
 * @param isStrict whether all must be of the data as they are now; else computed figures may be of older ones, and say so
 */
export function figureData(
  access: Access<'study:results'>,
  query: FigureQuery,
  { counts, ratings, page, anytime, isStrict = false }: Read & { isStrict?: boolean } = {},
): FigureData {
  const { studyId } = access
  const readCounts = once(async () => counts ?? readFigureCounts(access, query))
  return {
    ...{ studyId, query },
    protocol: once(() => readProtocol(studyId, { counts, ratings })),
    counts: readCounts,
    ratings: once(async () => ratings ?? readRatingCounts(access, query)),
    raters: once(async () => ratings ?? readRaters(access, query)),
    anytime: once(async () => anytime ?? anytimeRows(access, (await readCounts()).result, query.group)),
    analysis: once(async () =>
      analysedOf(studyId, page ?? (await readAnalysisPage(access, query.criterion)), isStrict),
    ),
  }
}

async function readProtocol(studyId: string, { counts, ratings }: Read): Promise<ProtocolKind> {
  if (counts) return 'COMPARISON'
  if (ratings) return 'RATING'
  const { protocol } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { protocol: true } })
  return protocol
}

function analysedOf(studyId: string, page: AnalysisPage, isStrict: boolean): Analysed | null {
  if (!page.analysis) return null
  const done = isStrict ? requirePresent(page.analysis) : requireDone(page.analysis)
  const { analysis, at, behind } = done
  const about = aboutAnalysis(studyId, page, { at, isBehind: behind !== null, account: accountOf(done) })
  return { about, analysis, study: page.study }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}
