import { type About, aboutAnalysis } from '@/components/figures/about'
import { agreementSource } from '@/components/figures/agreement'
import { annotatorsSource } from '@/components/figures/annotators'
import { anytimeSource } from '@/components/figures/anytime'
import { coefficientsSource } from '@/components/figures/coefficients'
import { comparisonsSource } from '@/components/figures/comparisons'
import { effectsSource } from '@/components/figures/effects'
import { sidesSource } from '@/components/figures/sides'
import { slicesSource } from '@/components/figures/slices'
import { strengthsSource } from '@/components/figures/strengths'
import { winTieLossSource } from '@/components/figures/win-tie-loss'
import { type AgreementSet, chooseSet } from '@/lib/agreement/agreement-set'
import { type ShownAgreement, showAgreement } from '@/lib/agreement/show-agreement'
import { showAnnotators } from '@/lib/agreement/show-annotators'
import { orderSides } from '@/lib/agreement/sides'
import type { Analysis } from '@/lib/analysis/analyse'
import { type AnalysisPage, accountOf, readAnalysisPage } from '@/lib/analysis/analysis-page'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import { requireDone, requirePresent } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { FIGURE_NAMES, type FigureName, type FigureSource } from '@/lib/exports/figure-source'
import { type FigureQuery, toFigureQuery } from '@/lib/figures/figure-query'
import { type Figure, readFigure } from '@/lib/figures/read-figure'
import { requireResults } from '@/lib/looks/looks'
import { unjudgedSystems } from '@/lib/rankings/unjudged-systems'

/** What is asked for, and what the numbers are from: each is read once, when a figure first needs it. */
type Asked = {
  access: Access<'study:results'>
  /** Whether all must be of the data as they are now; else computed figures may be of older ones, and say so. */
  isStrict: boolean
  query: FigureQuery
  figure: () => Promise<Figure>
  page: () => Promise<AnalysisPage>
}

type Made = FigureSource | null | Promise<FigureSource | null>
type Reader = (asked: Asked) => Promise<FigureSource | null>

/** Where the numbers of each figure are from; what is drawn of them is the same as on the pages. */
const READERS: Record<FigureName, Reader> = {
  'figure-1': ofCounts((figure, { access, query }) => winTieLossSource(access.studyId, figure, query)),
  categories: ofCounts((figure, { access, query }) => slicesSource(access.studyId, figure, 'category', query.group)),
  tags: ofCounts((figure, { access, query }) => slicesSource(access.studyId, figure, 'tag', query.group)),
  anytime: ofCounts(async (figure, { access, query }) =>
    anytimeSource(access.studyId, figure, await anytimeRows(access, figure.result, query.group)),
  ),
  sides: ofAnalysis(({ about, analysis: { sides }, study }) => sidesSource(about, orderSides(study, sides))),
  agreement: ofAnalysis(({ about, shown }) => agreementSource(about, shown)),
  coefficients: ofAnalysis(({ about, shown }) => coefficientsSource(about, shown)),
  annotators: ofAnalysis(({ about, shown, analysis, study }) =>
    annotatorsSource(about, shown, showAnnotators(study, analysis, shown)),
  ),
  strengths: ofAnalysis(({ about, analysis: { strengths }, study }) =>
    strengthsSource(about, strengths, unjudgedSystems(study, strengths)),
  ),
  comparisons: ofAnalysis(({ about, analysis: { strengths }, study }) =>
    comparisonsSource(about, strengths, unjudgedSystems(study, strengths)),
  ),
  effects: ofAnalysis(({ about, analysis: { bias, strengths } }) => effectsSource(about, bias, strengths.judgments)),
}

/**
 * A figure by its name in an address, as far as the study's outcomes may be seen. While newer judgments are being counted,
 * what is computed is of the latest data that were.
 *
 * @throws AppError `conflict` while its first numbers are being computed, `not_found` where the data have no such figure
 */
export async function readSource(access: Access<'study:results'>, name: FigureName, url: URL): Promise<FigureSource> {
  await requireResults(access)
  const source = await READERS[name](ask(access, false, toFigureQuery(Object.fromEntries(url.searchParams))))
  if (!source) throw new AppError('not_found')
  return source
}

/** Figures whose numbers are of one set of items: there are two of each. */
const OF_A_SET: readonly FigureName[] = ['agreement', 'coefficients', 'annotators']

/**
 * Every figure that the data have, those of agreement on either set of items; all of the data as they are now.
 *
 * @throws AppError `conflict` while numbers of these are being computed
 */
export async function readAllSources(access: Access<'study:results'>, query: FigureQuery): Promise<FigureSource[]> {
  const asked = ask(access, true, query)
  const made: (FigureSource | null)[] = []
  for (const name of FIGURE_NAMES)
    for (const set of OF_A_SET.includes(name) ? await setsOf(asked) : [null])
      made.push(await READERS[name]({ ...asked, query: { ...query, set } }))
  return made.filter((source) => source !== null)
}

/** Sets on which there is something to tell. */
async function setsOf({ page }: Asked): Promise<AgreementSet[]> {
  const { analysis } = await page()
  const sets = ['shared', 'pairable'] as const
  return sets.filter((set) => analysis?.state !== 'done' || chooseSet(set, analysis.analysis.agreement) === set)
}

function ask(access: Access<'study:results'>, isStrict: boolean, query: FigureQuery): Asked {
  return {
    ...{ access, isStrict, query },
    figure: once(() => readFigure(access, query)),
    page: once(() => readAnalysisPage(access, query.criterion)),
  }
}

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}

function ofCounts(make: (figure: Figure, asked: Asked) => Made): Reader {
  return async (asked) => make(await asked.figure(), asked)
}

type OfAnalysis = { analysis: Analysis; about: About; shown: ShownAgreement; study: AnalysisPage['study'] }

function ofAnalysis(make: (of: OfAnalysis, asked: Asked) => Made): Reader {
  return async (asked) => {
    const page = await asked.page()
    const { study, analysis: state } = page
    if (!state) return null
    const done = asked.isStrict ? requirePresent(state) : requireDone(state)
    const { analysis, at, behind } = done
    const about = aboutAnalysis(asked.access.studyId, page, { at, isBehind: behind !== null, account: accountOf(done) })
    return make({ analysis, about, study, shown: showAgreement(study, analysis.agreement, asked.query) }, asked)
  }
}
