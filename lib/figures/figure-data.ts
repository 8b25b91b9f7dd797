import 'server-only'
import { type AnalysisPage, accountOf, readAnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnytimeRow } from '@/lib/analysis/anytime'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import { requireDone, requirePresent } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { aboutAnalysis } from './about'
import type { Analysed, FigureData } from './figure-kind'
import type { FigureQuery } from './figure-query'
import { type FigureCounts, readFigureCounts } from './read-counts'

/** What a page has read already. */
type Read = { counts?: FigureCounts; page?: AnalysisPage; anytime?: readonly AnytimeRow[] }

/**
 * A study's data for figures.
 *
 * @param isStrict whether all must be of the data as they are now; else computed figures may be of older ones, and say so
 */
export function figureData(
  access: Access<'study:results'>,
  query: FigureQuery,
  { counts, page, anytime, isStrict = false }: Read & { isStrict?: boolean } = {},
): FigureData {
  const { studyId } = access
  const readCounts = once(async () => counts ?? readFigureCounts(access, query))
  return {
    ...{ studyId, query },
    counts: readCounts,
    anytime: once(async () => anytime ?? anytimeRows(access, (await readCounts()).result, query.group)),
    analysis: once(async () =>
      analysedOf(studyId, page ?? (await readAnalysisPage(access, query.criterion)), isStrict),
    ),
  }
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
