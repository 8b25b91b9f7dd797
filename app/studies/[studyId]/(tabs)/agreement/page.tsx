import type { Metadata } from 'next'
import { Contents } from '@/components/ui/contents'
import { FoldSection } from '@/components/ui/fold-section'
import { ItemsBehind } from '@/components/ui/items-behind'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { type ShownAgreement, showAgreement } from '@/lib/agreement/show-agreement'
import { showAnnotators } from '@/lib/agreement/show-annotators'
import { orderSides } from '@/lib/agreement/sides'
import type { Analysis } from '@/lib/analysis/analyse'
import { type AnalysisPage, readAnalysisPage } from '@/lib/analysis/analysis-page'
import { type AnalysisDone, requireComparisons } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { readOpenings } from '@/lib/explorer/read-openings'
import { pairHref } from '@/lib/figures/agreement-rows'
import type { Figure } from '@/lib/figures/figure'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch, toFigureQuery } from '@/lib/figures/figure-query'
import { makeFigures } from '@/lib/figures/registry'
import { readConcerns } from '@/lib/monitor/read-concerns'
import { pageAccess } from '@/lib/server/page'
import { AnalysisBehind, AnalysisPending, SimulatedNote } from '../analysis-pending'
import { FigureSection } from '../figure-section'
import { FigureView } from '../figure-view'
import { QuestionChoice } from '../question-choice'
import { InterimNotice } from '../results/withheld'
import { AnnotatorTable } from './annotator-table'
import { ByAnnotator } from './by-annotator'
import { byCode } from './by-code'
import { Choices } from './choices'
import { Coefficients, Panel } from './coefficients'
import { Disputed } from './disputed'
import { Dragging } from './drag'
import { annotatorFlags } from './flags'
import { RatingAgreement } from './rating-agreement'
import { Sides } from './sides'
import { agreementSentences } from './words'

export const metadata: Metadata = { title: 'Agreement' }

export default async function AgreementPage({ params, searchParams }: PageProps<'/studies/[studyId]/agreement'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const { criterion, set, reference } = toFigureQuery(await searchParams)
  const query = { ...toFigureQuery({}), criterion, set, reference }
  const page = await readAnalysisPage(access, criterion)
  return (
    <>
      <h1>Agreement</h1>
      <QuestionChoice
        action={`/studies/${studyId}/agreement`}
        questions={page.study.questions}
        chosen={criterion}
        kept={{ set, reference }}
      />
      {page.analysis?.state === 'done' && page.analysis.analysis.protocol === 'RATING' ? (
        <RatingAgreement access={access} page={page} done={page.analysis} query={query} />
      ) : page.analysis?.state === 'done' ? (
        <Content access={access} page={page} analysis={requireComparisons(page.analysis)} query={query} />
      ) : (
        <AnalysisPending studyId={studyId} page={page} empty={EMPTY} published={PUBLISHED} />
      )}
    </>
  )
}

const EMPTY = 'No judgments yet. Agreement appears once two people have judged the same item.'
const PUBLISHED = 'Published counts do not tell who judged what, so agreement cannot be computed from them.'

type Props = {
  access: Access<'study:results'>
  page: AnalysisPage
  analysis: AnalysisDone<Analysis>
  query: FigureQuery
}

async function Content({ access, page, analysis: done, query }: Props) {
  const { analysis } = done
  const { studyId } = access
  const shown = showAgreement(page.study, analysis.agreement, query)
  const annotators = showAnnotators(page.study, analysis, shown)
  const sides = orderSides(page.study, analysis.sides)
  const [openings, concerns] = await Promise.all([
    readOpenings(
      access,
      shown.disputed.map(({ item }) => Number(item)),
    ),
    readConcerns(access),
  ])
  const told = byCode(page.study.people, concerns)
  const flagged = annotators.filter(
    (row) => !row.missing && annotatorFlags(row, told.get(row.code) ?? []).length > 0,
  ).length
  // The files are of the set that is seen, whether or not it was asked for.
  const view = { studyId, search: figureSearch({ ...query, set: shown.set }) }
  const data = figureData(access, query, { page })
  const figures = await makeFigures(data, 'agreement', 'coefficients', 'sides', 'annotators')
  return (
    <>
      <Standfirst>{standfirst(shown)}</Standfirst>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="mt-4">
        <InterimNotice visibility={page.visibility} />
      </div>
      <Contents />
      <Choices
        address={`/studies/${studyId}/agreement`}
        query={query}
        agreement={analysis.agreement}
        sharedItems={page.study.sharedItems}
      />
      <Matrix view={view} figure={figures.agreement} shown={shown} />
      <FigureSection {...view} id="chance" title="The same labels, chance taken out" figure={figures.coefficients} />
      <FoldSection id="coefficients-in-numbers" title="Coefficients in numbers">
        <Coefficients studyId={studyId} shown={shown} />
        <Panel studyId={studyId} shown={shown} />
      </FoldSection>
      {figures.sides && (
        <Sides
          {...{ ...view, figure: figures.sides, criterion: shown.criterion, sides }}
          isBalanced={page.study.origin !== 'IMPORTED'}
        />
      )}
      {!figures.sides && page.study.origin === 'IMPORTED' && (
        <Note className="mt-5">On which side each response stood was not recorded.</Note>
      )}
      <FigureSection {...view} id="judging" title="Annotators" figure={figures.annotators} />
      <FoldSection
        id="annotators-in-numbers"
        title="Annotators in numbers"
        aside={flagged > 0 ? `${flagged} flagged` : ''}
        isOpen={flagged > 0}
      >
        <AnnotatorTable studyId={studyId} shown={shown} rows={annotators} concerns={told} />
        <ByAnnotator studyId={studyId} shown={shown} />
      </FoldSection>
      <Dragging studyId={studyId} shown={shown} rows={annotators} people={page.study.people} />
      <Disputed studyId={studyId} shown={shown} openings={openings} />
    </>
  )
}

type MatrixProps = { view: { studyId: string; search: string }; figure: Figure | null; shown: ShownAgreement }

/** The matrix with what it says in sentences. */
function Matrix({ view, figure, shown }: MatrixProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,24rem)] gap-x-12 gap-y-8 max-[72rem]:grid-cols-[minmax(0,1fr)]">
      {figure && <FigureView {...view} figure={figure} />}
      <Prose as="div" className="mt-5 space-y-[0.8rem]">
        {agreementSentences(shown.matrix).map(({ pair, text }) => (
          <p key={text}>
            {text} <ItemsBehind href={pairHref(view.studyId, shown, pair)} />
          </p>
        ))}
      </Prose>
    </div>
  )
}

function standfirst({ set, items, matrix }: ShownAgreement): string {
  if (items === 0) return 'No item was judged by two annotators, so nothing is known of their agreement.'
  const groups = new Set(matrix.flatMap(({ judged, groups: names }) => (judged ? names : []))).size
  const which = set === 'shared' ? ' of the shared set' : ''
  return `${items.toLocaleString('en')} ${items === 1 ? 'item' : 'items'}${which} ${items === 1 ? 'was' : 'were'} judged by more than one annotator. How far do ${groups === 1 ? 'they' : 'groups'} give the same verdict?`
}
