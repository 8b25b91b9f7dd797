import type { Metadata } from 'next'
import { Contents } from '@/components/ui/contents'
import { Standfirst } from '@/components/ui/text'
import type { Analysis } from '@/lib/analysis/analyse'
import { type AnalysisPage, readAnalysisPage } from '@/lib/analysis/analysis-page'
import { type AnalysisDone, requireComparisons } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch, toFigureQuery } from '@/lib/figures/figure-query'
import { makeFigures } from '@/lib/figures/registry'
import { pageAccess } from '@/lib/server/page'
import { AnalysisBehind, AnalysisPending, SimulatedNote } from '../analysis-pending'
import { FigureView } from '../figure-view'
import { QuestionChoice } from '../question-choice'
import { InterimNotice } from '../results/withheld'
import { HABITS, NO_VERDICT, ORDER, PARITY, POWERED, REPLACING } from './notes'
import { Panel } from './panel'
import { Rated } from './rated'
import { Told } from './told'
import { allPoweredWords, habitWords, parityWords, replacingWords, standfirst } from './words'

export const metadata: Metadata = { title: 'Judges' }

export default async function JudgesPage({ params, searchParams }: PageProps<'/studies/[studyId]/judges'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const query = { ...toFigureQuery({}), criterion: toFigureQuery(await searchParams).criterion }
  const page = await readAnalysisPage(access, query.criterion)
  return (
    <>
      <h1>Judges</h1>
      <QuestionChoice action={`/studies/${studyId}/judges`} questions={page.study.questions} chosen={query.criterion} />
      {page.analysis?.state === 'done' && page.analysis.analysis.protocol === 'RATING' ? (
        <Rated access={access} page={page} done={page.analysis} query={query} />
      ) : page.analysis?.state === 'done' ? (
        <Content access={access} page={page} analysis={requireComparisons(page.analysis)} query={query} />
      ) : (
        <AnalysisPending studyId={studyId} page={page} empty={EMPTY} published={PUBLISHED} />
      )}
    </>
  )
}

const EMPTY = 'No judgments yet. What models’ verdicts are worth appears once models and people have judged.'
const PUBLISHED = 'Published counts do not tell who judged what, so models cannot be held against people.'
const NONE = 'No model has judged yet. A group of models is part of a study’s design.'

type Props = {
  access: Access<'study:results'>
  page: AnalysisPage
  analysis: AnalysisDone<Analysis>
  query: FigureQuery
}

async function Content({ access, page, analysis: done, query }: Props) {
  const { judges } = done.analysis
  if (!judges) return <Standfirst>{NONE}</Standfirst>
  const { studyId } = access
  const data = figureData(access, query, { page })
  const figures = await makeFigures(data, 'parity', 'replacing', 'habits', 'no-verdicts', 'same-order', 'powered')
  const view = (name: keyof typeof figures) =>
    figures[name] && <FigureView studyId={studyId} figure={figures[name]} search={figureSearch(query)} />
  return (
    <>
      <Standfirst>{standfirst(judges)}</Standfirst>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="mt-4">
        <InterimNotice visibility={page.visibility} />
      </div>
      <Contents />
      <Told id="agreeing" title="As much in agreement as people?" words={judges.worth.map(parityWords)} note={PARITY}>
        {view('parity')}
      </Told>
      <Told id="in-place" title="In place of a person" words={judges.worth.map(replacingWords)} note={REPLACING}>
        {view('replacing')}
      </Told>
      <Told id="habits-of-models" title="Habits" words={judges.habits.flatMap(habitWords)} note={HABITS}>
        {view('habits')}
      </Told>
      <Told id="without" title="No verdict" words={[]} note={NO_VERDICT}>
        {view('no-verdicts')}
      </Told>
      <Told id="order" title="The same order of systems?" words={[]} note={ORDER}>
        {view('same-order')}
      </Told>
      <Told id="helped" title="People helped by models" words={allPoweredWords(judges)} note={POWERED}>
        {view('powered')}
      </Told>
      {judges.panel && <Panel studyId={studyId} criterion={query.criterion} panel={judges.panel} />}
    </>
  )
}
