import type { Metadata } from 'next'
import { aboutDeep } from '@/components/figures/about'
import { agreementSource } from '@/components/figures/agreement'
import { annotatorsSource } from '@/components/figures/annotators'
import { coefficientsSource } from '@/components/figures/coefficients'
import { FigureSection } from '@/components/figures/figure-section'
import { FigureView } from '@/components/figures/figure-view'
import { sidesSource } from '@/components/figures/sides'
import { count } from '@/components/ui/count'
import type { Deep } from '@/lib/analysis/deep/analyse'
import { type DeepPage, readDeepPage } from '@/lib/analysis/deep/page-deep'
import type { DeepState } from '@/lib/analysis/deep/read-deep'
import { type FigureQuery, figureSearch, toFigureQuery } from '@/lib/analysis/figure-query'
import { readOpenings } from '@/lib/analysis/read-openings'
import { readSides } from '@/lib/analysis/read-sides'
import type { Access } from '@/lib/auth/access'
import { pageAccess } from '@/lib/server/page'
import { DeepPending, SimulatedNote } from '../deep-pending'
import { QuestionChoice } from '../question-choice'
import { InterimNotice } from '../results/withheld'
import '@/app/styles/figures.css'
import '../results/results.css'
import './agreement.css'
import { AnnotatorTable } from './annotator-table'
import { Coefficients, Panel } from './coefficients'
import { Disputed } from './disputed'
import { Sides } from './sides'
import { agreementSentences, dragSentences } from './words'

export const metadata: Metadata = { title: 'Agreement' }

export default async function AgreementPage({ params, searchParams }: PageProps<'/studies/[studyId]/agreement'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const query = { ...toFigureQuery({}), criterion: toFigureQuery(await searchParams).criterion }
  const page = await readDeepPage(access, query.criterion)
  return (
    <>
      <h1>Agreement</h1>
      <QuestionChoice
        action={`/studies/${studyId}/agreement`}
        questions={page.study.questions}
        chosen={query.criterion}
      />
      {page.deep?.state === 'done' ? (
        <Content access={access} page={page} deep={page.deep} query={query} />
      ) : (
        <DeepPending studyId={studyId} page={page} empty={EMPTY} published={PUBLISHED} />
      )}
    </>
  )
}

const EMPTY = 'No judgments yet. Agreement appears once two people have judged the same item.'
const PUBLISHED = 'Published counts do not tell who judged what, so agreement cannot be computed from them.'

type Props = {
  access: Access<'study:results'>
  page: DeepPage
  deep: Extract<DeepState, { state: 'done' }>
  query: FigureQuery
}

async function Content({ access, page, deep: { deep, at }, query }: Props) {
  const { studyId } = access
  const { matrix, panel, annotators, disputed } = deep
  const about = aboutDeep(studyId, page, at)
  const [sides, openings] = await Promise.all([
    readSides(access, query.criterion),
    readOpenings(
      access,
      disputed.map(({ number }) => number),
    ),
  ])
  const shown = { studyId, search: figureSearch(query) }
  const agreement = agreementSource(about, matrix)
  const sided = sidesSource(about, sides)
  return (
    <>
      <p className="standfirst">{standfirst(deep)}</p>
      <SimulatedNote study={page.study} />
      <div className="interim">
        <InterimNotice standing={page.standing} />
      </div>
      <div className="agreement-top">
        {agreement && <FigureView {...shown} source={agreement} />}
        <div className="prose">
          {[...agreementSentences(matrix), ...dragSentences(annotators)].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      </div>
      <FigureSection
        {...shown}
        id="chance"
        title="The same labels, chance taken out"
        source={coefficientsSource(about, matrix, panel)}
      />
      <section className="section-tight" aria-label="Coefficients">
        <Coefficients studyId={studyId} matrix={matrix} />
        <Panel panel={panel} />
      </section>
      {sided && <Sides {...shown} source={sided} sides={sides} />}
      <FigureSection {...shown} id="judging" title="Annotators" source={annotatorsSource(about, annotators)} />
      <AnnotatorTable studyId={studyId} rows={annotators} />
      <Disputed studyId={studyId} items={disputed} openings={openings} />
    </>
  )
}

function standfirst({ matrix, panel }: Deep): string {
  const shared = panel.find(({ group }) => group === null)?.items ?? 0
  if (shared === 0) return 'No item was judged by two annotators, so nothing is known of their agreement.'
  const groups = new Set(matrix.flatMap(({ groups: names }) => names)).size
  return `${count(shared, 'item was', 'items were')} judged by more than one annotator. How far do ${groups === 1 ? 'they' : 'groups'} give the same verdict?`
}
