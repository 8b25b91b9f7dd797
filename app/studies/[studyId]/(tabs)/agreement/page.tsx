import type { Metadata } from 'next'
import { AnalysisProgress } from '@/components/study/analysis-progress'
import { count } from '@/components/ui/count'
import { Notice } from '@/components/ui/notice'
import type { Deep } from '@/lib/analysis/deep/analyse'
import { type DeepPage, readDeepPage } from '@/lib/analysis/deep/page-deep'
import { toFigureQuery } from '@/lib/analysis/figure-query'
import { readSides } from '@/lib/analysis/read-sides'
import { pageAccess } from '@/lib/server/page'
import { Sides } from '../results/sides'
import { InterimNotice, Withheld } from '../results/withheld'
import '../results/results.css'
import './agreement.css'
import { AnnotatorTable } from './annotator-table'
import { Coefficients, Panel } from './coefficients'
import { Disputed } from './disputed'
import { Matrix } from './matrix'
import { agreementSentences } from './words'

export const metadata: Metadata = { title: 'Agreement' }

export default async function AgreementPage({ params, searchParams }: PageProps<'/studies/[studyId]/agreement'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const { criterion } = toFigureQuery(await searchParams)
  const page = await readDeepPage(access, criterion)
  const sides = page.deep?.state === 'done' ? await readSides(access, criterion) : []
  return (
    <>
      <h1>Agreement</h1>
      <Content studyId={studyId} page={page} sides={sides} />
    </>
  )
}

type Props = { studyId: string; page: DeepPage; sides: Parameters<typeof Sides>[0]['sides'] }

function Content({ studyId, page: { study, standing, deep }, sides }: Props) {
  if (standing.shown === 'hidden' && standing.judgments > 0) return <Withheld studyId={studyId} standing={standing} />
  if (deep === null)
    return (
      <p className="standfirst">
        {study.origin === 'RECONSTRUCTED'
          ? 'Published counts do not tell who judged what, so agreement cannot be computed from them.'
          : 'No judgments yet. Agreement appears once two people have judged the same item.'}
      </p>
    )
  if (deep.state === 'running') return <AnalysisProgress done={deep.done} total={deep.total} />
  if (deep.state === 'failed') return <Notice kind="critical">{deep.problem}</Notice>
  return (
    <>
      <p className="standfirst">{standfirst(deep.deep)}</p>
      {study.simulated > 0 && (
        <p className="note provenance">
          <span className="tag">Simulated</span> {study.simulated} of {count(study.annotators, 'annotator')}{' '}
          {study.simulated === 1 ? 'is a simulation' : 'are simulations'}, not people or LLMs.
        </p>
      )}
      <div className="interim">
        <InterimNotice standing={standing} />
      </div>
      <div className="agreement-top">
        <Matrix matrix={deep.deep.matrix} annotators={deep.deep.annotators} />
        <div className="prose">
          {agreementSentences(deep.deep.matrix).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <TieDiscounted />
        </div>
      </div>
      <section className="section" aria-labelledby="coefficients">
        <h2 id="coefficients">The same labels, six coefficients</h2>
        <Coefficients matrix={deep.deep.matrix} />
        <Panel panel={deep.deep.panel} />
      </section>
      <Sides sides={sides} />
      <AnnotatorTable studyId={studyId} rows={deep.deep.annotators} />
      <Disputed studyId={studyId} items={deep.deep.disputed} />
    </>
  )
}

function standfirst({ matrix, panel }: Deep): string {
  const shared = panel.find(({ group }) => group === null)?.items ?? 0
  if (shared === 0) return 'No item was judged by two annotators, so nothing is known of their agreement.'
  const groups = new Set(matrix.flatMap(({ groups: names }) => names)).size
  return `${count(shared, 'item was', 'items were')} judged by more than one annotator. How far do ${groups === 1 ? 'they' : 'groups'} give the same verdict?`
}

function TieDiscounted() {
  return (
    <table className="rule-table">
      <caption>
        <strong>Tie-discounted accuracy</strong>, per item and pair of annotators
      </caption>
      <tbody>
        <tr>
          <td>same verdict</td>
          <td>1</td>
        </tr>
        <tr>
          <td>exactly one is a tie</td>
          <td>½</td>
        </tr>
        <tr>
          <td>opposite</td>
          <td>0</td>
        </tr>
      </tbody>
    </table>
  )
}
