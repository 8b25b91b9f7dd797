import { type About, aboutDeep } from '@/components/figures/about'
import { agreementSource } from '@/components/figures/agreement'
import { annotatorsSource } from '@/components/figures/annotators'
import { anytimeSource } from '@/components/figures/anytime'
import { coefficientsSource } from '@/components/figures/coefficients'
import { comparisonsSource } from '@/components/figures/comparisons'
import { effectsSource } from '@/components/figures/effects'
import { ratingsSource } from '@/components/figures/ratings'
import { sidesSource } from '@/components/figures/sides'
import { slicesSource } from '@/components/figures/slices'
import { winTieLossSource } from '@/components/figures/win-tie-loss'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import type { Deep } from '@/lib/analysis/deep/analyse'
import { readDeepPage } from '@/lib/analysis/deep/page-deep'
import { type FigureQuery, toFigureQuery } from '@/lib/analysis/figure-query'
import { requireResults } from '@/lib/analysis/looks'
import { type Figure, readFigure } from '@/lib/analysis/read-figure'
import { readSides } from '@/lib/analysis/read-sides'
import type { Access } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import type { FigureName, FigureSource } from '@/lib/exports/figure-source'

type Reader = (access: Access<'study:results'>, query: FigureQuery) => Promise<FigureSource | null>

/** Where the numbers of each figure are from; what is drawn of them is the same as on the pages. */
const READERS: Record<FigureName, Reader> = {
  'figure-1': ofCounts(({ studyId }, figure, query) => winTieLossSource(studyId, figure, query)),
  categories: ofCounts(({ studyId }, figure, { group }) => slicesSource(studyId, figure, 'category', group)),
  tags: ofCounts(({ studyId }, figure, { group }) => slicesSource(studyId, figure, 'tag', group)),
  anytime: ofCounts(async (access, figure, { group }) =>
    anytimeSource(access.studyId, figure, await anytimeRows(access, figure.result, group)),
  ),
  sides: ofDeep(async (_, about, access, { criterion }) => sidesSource(about, await readSides(access, criterion))),
  agreement: ofDeep(({ matrix }, about) => agreementSource(about, matrix)),
  coefficients: ofDeep(({ matrix, panel }, about) => coefficientsSource(about, matrix, panel)),
  annotators: ofDeep(({ annotators }, about) => annotatorsSource(about, annotators)),
  ratings: ofDeep(({ ratings }, about) => ratingsSource(about, ratings)),
  comparisons: ofDeep(({ ratings }, about) => comparisonsSource(about, ratings)),
  effects: ofDeep(({ bias, ratings }, about) => effectsSource(about, bias, ratings.judgments)),
}

/**
 * A figure by its name in an address, as far as the study's outcomes may be seen.
 *
 * @throws AppError `conflict` while its numbers are being computed, `not_found` where the data have no such figure
 */
export async function readSource(access: Access<'study:results'>, name: FigureName, url: URL): Promise<FigureSource> {
  await requireResults(access)
  const source = await READERS[name](access, toFigureQuery(Object.fromEntries(url.searchParams)))
  if (!source) throw new AppError('not_found')
  return source
}

type OfCounts = (
  access: Access<'study:results'>,
  figure: Figure,
  query: FigureQuery,
) => FigureSource | null | Promise<FigureSource | null>

function ofCounts(make: OfCounts): Reader {
  return async (access, query) => make(access, await readFigure(access, query), query)
}

type OfDeep = (
  deep: Deep,
  about: About,
  access: Access<'study:results'>,
  query: FigureQuery,
) => FigureSource | null | Promise<FigureSource | null>

function ofDeep(make: OfDeep): Reader {
  return async (access, query) => {
    const page = await readDeepPage(access, query.criterion)
    const { deep } = page
    if (deep?.state === 'running')
      throw new AppError('conflict', { message: 'The numbers are being computed. Try again in a moment.' })
    if (deep?.state === 'failed') throw new AppError('conflict', { message: deep.problem })
    return deep ? make(deep.deep, aboutDeep(access.studyId, page, deep.at), access, query) : null
  }
}
