import type { Metadata } from 'next'
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
import { Panel } from './panel'
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
        <Standfirst>{RATED}</Standfirst>
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
const RATED =
  'Of ratings, the pages Results and Agreement tell models from people: means by group, agreement, and who is lenient.'

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
      {judges.panel && <Panel panel={judges.panel} />}
    </>
  )
}

const PARITY =
  'People do not always agree either. A model does as well as they do when it agrees with them as often as they agree with each other, on the same items. Equal means within the margin that the protocol fixed beforehand; that two intervals overlap would not show it.'
const REPLACING =
  'Each person in turn is set aside, and model and person are compared by who comes nearer to what the others say. Where that is mostly the model, asking it in place of that person loses little.'
const HABITS =
  'A judge should go by the responses, not by which stands first or is longer. A model that changes its verdict with the order follows the order, or it is of two minds anyway: what it changes when asked the same again tells which.'
const NO_VERDICT =
  'An answer that names none of the options, a refusal or one cut off is no tie and no loss: it is counted here, and left out everywhere else.'
const ORDER =
  'A model may be wrong on many items and still rank the systems as people do. With few systems that is easily chance: look at the interval.'
const POWERED =
  'People judge some prompts, a model judges all. What it gets wrong where people judged, too, corrects what it says of the rest. The result is right on average however poor the model is; a poor one makes it no better than people alone.'
