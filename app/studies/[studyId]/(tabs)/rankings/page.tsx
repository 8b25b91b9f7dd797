import type { Metadata } from 'next'
import { Contents } from '@/components/ui/contents'
import { RowsLink } from '@/components/ui/rows-link'
import { Standfirst } from '@/components/ui/text'
import type { Analysis } from '@/lib/analysis/analyse'
import { type AnalysisPage, readAnalysisPage } from '@/lib/analysis/analysis-page'
import { type AnalysisDone, requireComparisons } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { itemsHref } from '@/lib/explorer/item-query'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch, toFigureQuery } from '@/lib/figures/figure-query'
import { makeFigures } from '@/lib/figures/registry'
import { count } from '@/lib/numbers/count'
import { unjudgedSystems } from '@/lib/rankings/unjudged-systems'
import { pageAccess } from '@/lib/server/page'
import { AnalysisBehind, AnalysisPending, SimulatedNote } from '../analysis-pending'
import { FigureView } from '../figure-view'
import { QuestionChoice } from '../question-choice'
import { InterimNotice } from '../results/withheld'
import { BiasPanel } from './bias-panel'
import { byOf } from './by-of'
import { Comparisons } from './comparisons'
import { Differences } from './differences'
import { Models } from './models'

export const metadata: Metadata = { title: 'Rankings' }

export default async function RankingsPage({ params, searchParams }: PageProps<'/studies/[studyId]/rankings'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const query = { ...toFigureQuery({}), criterion: toFigureQuery(await searchParams).criterion }
  const page = await readAnalysisPage(access, query.criterion)
  return (
    <>
      <h1>Rankings</h1>
      <QuestionChoice
        action={`/studies/${studyId}/rankings`}
        questions={page.study.questions}
        chosen={query.criterion}
      />
      {page.analysis?.state === 'done' && page.analysis.analysis.protocol === 'RATING' ? (
        <Differences access={access} page={page} done={page.analysis} query={query} />
      ) : page.analysis?.state === 'done' ? (
        <Content access={access} page={page} analysis={requireComparisons(page.analysis)} query={query} />
      ) : (
        <AnalysisPending studyId={studyId} page={page} {...WORDS[page.study.protocol]} />
      )}
    </>
  )
}

const WORDS = {
  COMPARISON: {
    empty: 'No judgments yet. Strengths appear once systems have been compared.',
    published: 'Published counts do not tell which prompts were judged, so a strength has no interval.',
  },
  RATING: {
    empty: 'No ratings yet. Differences appear once two systems were rated on the same prompts.',
    published: 'Published counts do not tell which prompts were rated, so systems cannot be set against each other.',
  },
} as const

type Props = {
  access: Access<'study:results'>
  page: AnalysisPage
  analysis: AnalysisDone<Analysis>
  query: FigureQuery
}

async function Content({ access, page, analysis: done, query }: Props) {
  const { studyId } = access
  const { strengths, bias } = done.analysis
  const { criterion } = page.study
  const unjudged = unjudgedSystems(page.study, strengths)
  const { modelStrengths: ofModels } = done.analysis
  const given = [
    { strengths, unjudged },
    ...(ofModels ? [{ strengths: ofModels, unjudged: unjudgedSystems(page.study, ofModels) }] : []),
  ]
  const systems = strengths.components.flat()
  const figures = await makeFigures(figureData(access, query, { page }), 'strengths', 'comparisons', 'effects')
  const view = { studyId, search: figureSearch(query) }
  return (
    <>
      <Standfirst>
        {count(systems.length, 'system')},{' '}
        <RowsLink href={itemsHref(studyId, { show: 'counted', by: byOf(strengths.whose), criterion })}>
          {count(strengths.judgments, 'judgment')}
        </RowsLink>{' '}
        {strengths.whose === 'people' && 'by people '}on {count(strengths.prompts, 'prompt')}.
      </Standfirst>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="mt-4">
        <InterimNotice visibility={page.visibility} />
      </div>
      <Contents />
      <Models studyId={studyId} criterion={criterion} given={given}>
        {figures.strengths && <FigureView {...view} figure={figures.strengths} />}
      </Models>
      <Comparisons studyId={studyId} criterion={criterion} given={given}>
        {figures.comparisons && <FigureView {...view} figure={figures.comparisons} />}
      </Comparisons>
      <BiasPanel studyId={studyId} criterion={criterion} whose={strengths.whose} bias={bias}>
        {figures.effects && <FigureView {...view} figure={figures.effects} />}
      </BiasPanel>
    </>
  )
}
