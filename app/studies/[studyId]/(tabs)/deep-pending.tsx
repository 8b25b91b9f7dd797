import { AnalysisProgress } from '@/components/study/analysis-progress'
import { count } from '@/components/ui/count'
import { Notice } from '@/components/ui/notice'
import type { DeepPage } from '@/lib/analysis/deep/page-deep'
import { Withheld } from './results/withheld'

type Props = { studyId: string; page: DeepPage; empty: string; published: string }

/** In place of statistics that are not there: withheld, without judgments, being computed, or failed. */
export function DeepPending({ studyId, page: { study, standing, deep }, empty, published }: Props) {
  if (standing.shown === 'hidden' && standing.judgments > 0) return <Withheld studyId={studyId} standing={standing} />
  if (deep?.state === 'running') return <AnalysisProgress done={deep.done} total={deep.total} />
  if (deep?.state === 'failed') return <Notice kind="critical">{deep.problem}</Notice>
  return <p className="standfirst">{study.origin === 'RECONSTRUCTED' ? published : empty}</p>
}

/** Says how many of the annotators are simulated. */
export function SimulatedNote({ study: { simulated, annotators } }: { study: DeepPage['study'] }) {
  if (simulated === 0) return null
  return (
    <p className="note provenance">
      <span className="tag">Simulated</span> {simulated === annotators ? 'All' : `${simulated} of`}{' '}
      {count(annotators, 'annotator')} {simulated === 1 ? 'is a simulation' : 'are simulations'}, not people or LLMs.
    </p>
  )
}
