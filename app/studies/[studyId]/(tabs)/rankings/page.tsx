import type { Metadata } from 'next'
import { aboutAnalysis } from '@/components/figures/about'
import { comparisonsSource } from '@/components/figures/comparisons'
import { effectsSource } from '@/components/figures/effects'
import { FigureView } from '@/components/figures/figure-view'
import { strengthsSource } from '@/components/figures/strengths'
import { count } from '@/components/ui/count'
import { RowsLink } from '@/components/ui/rows-link'
import { type AnalysisPage, accountOf, readAnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnalysisDone } from '@/lib/analysis/read-analysis'
import { itemsHref } from '@/lib/explorer/item-query'
import { figureSearch, toFigureQuery } from '@/lib/figures/figure-query'
import { unjudgedSystems } from '@/lib/rankings/unjudged-systems'
import { pageAccess } from '@/lib/server/page'
import { AnalysisBehind, AnalysisPending, SimulatedNote } from '../analysis-pending'
import { QuestionChoice } from '../question-choice'
import { InterimNotice } from '../results/withheld'
import { BiasPanel } from './bias-panel'
import { Comparisons } from './comparisons'
import { Models } from './models'
import '@/app/styles/figures.css'
import '../results/results.css'
import './rankings.css'

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
      {page.analysis?.state === 'done' ? (
        <Content studyId={studyId} page={page} analysis={page.analysis} search={figureSearch(query)} />
      ) : (
        <AnalysisPending studyId={studyId} page={page} empty={EMPTY} published={PUBLISHED} />
      )}
    </>
  )
}

const EMPTY = 'No judgments yet. Strengths appear once systems have been compared.'
const PUBLISHED = 'Published counts do not tell which prompts were judged, so a strength has no interval.'

type Props = { studyId: string; page: AnalysisPage; analysis: AnalysisDone; search: string }

function Content({ studyId, page, analysis: done, search }: Props) {
  const { at, behind } = done
  const { strengths, bias } = done.analysis
  const { criterion } = page.study
  const unjudged = unjudgedSystems(page.study, strengths)
  const about = aboutAnalysis(studyId, page, { at, isBehind: behind !== null, account: accountOf(done) })
  const systems = strengths.components.flat()
  const [strengthsFigure, effects] = [
    strengthsSource(about, strengths, unjudged),
    effectsSource(about, bias, strengths.judgments),
  ]
  return (
    <>
      <p className="standfirst">
        {count(systems.length, 'system')},{' '}
        <RowsLink href={itemsHref(studyId, { show: 'counted', criterion })}>
          {count(strengths.judgments, 'judgment')}
        </RowsLink>{' '}
        on {count(strengths.prompts, 'prompt')}.
      </p>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="interim">
        <InterimNotice visibility={page.visibility} />
      </div>
      <Models studyId={studyId} criterion={criterion} strengths={strengths} unjudged={unjudged}>
        {strengthsFigure && <FigureView studyId={studyId} source={strengthsFigure} search={search} />}
      </Models>
      <Comparisons studyId={studyId} criterion={criterion} strengths={strengths} unjudged={unjudged}>
        <FigureView studyId={studyId} source={comparisonsSource(about, strengths, unjudged)} search={search} />
      </Comparisons>
      <BiasPanel studyId={studyId} criterion={criterion} bias={bias}>
        {effects && <FigureView studyId={studyId} source={effects} search={search} />}
      </BiasPanel>
    </>
  )
}
