import type { Metadata } from 'next'
import { comparisonGraph } from '@/components/charts/comparison-graph'
import { Drawing } from '@/components/charts/drawing'
import { AnalysisProgress } from '@/components/study/analysis-progress'
import { count } from '@/components/ui/count'
import { Notice } from '@/components/ui/notice'
import { type DeepPage, readDeepPage } from '@/lib/analysis/deep/page-deep'
import { toFigureQuery } from '@/lib/analysis/figure-query'
import { pageAccess } from '@/lib/server/page'
import { InterimNotice, Withheld } from '../results/withheld'
import { BiasPanel } from './bias-panel'
import { Models } from './models'
import '../results/results.css'
import './rankings.css'

export const metadata: Metadata = { title: 'Rankings' }

export default async function RankingsPage({ params, searchParams }: PageProps<'/studies/[studyId]/rankings'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const { criterion } = toFigureQuery(await searchParams)
  return (
    <>
      <h1>Rankings</h1>
      <Content studyId={studyId} page={await readDeepPage(access, criterion)} />
    </>
  )
}

function Content({ studyId, page: { study, standing, deep } }: { studyId: string; page: DeepPage }) {
  if (standing.shown === 'hidden' && standing.judgments > 0) return <Withheld studyId={studyId} standing={standing} />
  if (deep === null)
    return (
      <p className="standfirst">
        {study.origin === 'RECONSTRUCTED'
          ? 'Published counts do not tell which prompts were judged, so a rating has no interval.'
          : 'No judgments yet. Ratings appear once systems have been compared.'}
      </p>
    )
  if (deep.state === 'running') return <AnalysisProgress done={deep.done} total={deep.total} />
  if (deep.state === 'failed') return <Notice kind="critical">{deep.problem}</Notice>
  const { ratings, bias } = deep.deep
  const systems = ratings.components.flat()
  return (
    <>
      <p className="standfirst">
        {count(systems.length, 'system')}, {count(ratings.judgments, 'judgment')} on {count(ratings.prompts, 'prompt')}.
      </p>
      {study.simulated > 0 && (
        <p className="note provenance">
          <span className="tag">Simulated</span> {study.simulated} of {count(study.annotators, 'annotator')} were
          simulated, not people or LLMs.
        </p>
      )}
      <div className="interim">
        <InterimNotice standing={standing} />
      </div>
      <Models studyId={studyId} ratings={ratings} />
      <section className="section" aria-labelledby="graph">
        <h2 id="graph">What was compared with what</h2>
        {ratings.components.length > 1 && (
          <Notice kind="caution">
            The systems fall into {ratings.components.length} groups that never met:{' '}
            {ratings.components.map((group) => group.join(', ')).join(' | ')}. No scale holds them all.
          </Notice>
        )}
        <Drawing className="graph" svg={comparisonGraph(systems, ratings.edges)} />
      </section>
      <BiasPanel bias={bias} />
    </>
  )
}
