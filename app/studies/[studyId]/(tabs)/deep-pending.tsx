import { moment } from '@/components/figures/about'
import { AnalysisProgress } from '@/components/study/analysis-progress'
import { AskAgain } from '@/components/study/ask-again'
import { count } from '@/components/ui/count'
import { Notice } from '@/components/ui/notice'
import type { DeepPage } from '@/lib/analysis/deep/page-deep'
import type { DeepDone } from '@/lib/analysis/deep/read-deep'
import { Withheld } from './results/withheld'

type Props = { studyId: string; page: DeepPage; empty: string; published: string }

/** In place of statistics that are not there: withheld, without judgments, being computed, or failed. */
export function DeepPending({ studyId, page: { study, standing, deep }, empty, published }: Props) {
  if (standing.shown === 'hidden' && standing.judgments > 0) return <Withheld studyId={studyId} standing={standing} />
  if (deep?.state === 'running') return <AnalysisProgress done={deep.done} total={deep.total} />
  if (deep?.state === 'failed') return <Notice kind="critical">{deep.problem}</Notice>
  return <p className="standfirst">{study.origin === 'RECONSTRUCTED' ? published : empty}</p>
}

/** The page is made anew each time it is asked for, so it is not asked for often. */
const ASK_EVERY_MS = 10_000

/** Over statistics of older data: as of when they are, and how far those of the present ones have come. */
export function DeepBehind({ deep: { at, behind } }: { deep: DeepDone }) {
  if (behind === null) return null
  const of = `Of the judgments as of ${moment(at)}.`
  if (behind.state === 'failed')
    return (
      <Notice kind="critical">
        {of} Newer ones could not be counted. {behind.problem}
      </Notice>
    )
  return (
    <p className="note mt-2" role="status">
      <AskAgain every={ASK_EVERY_MS} />
      {of} Newer ones are being counted: {Math.round((100 * behind.done) / Math.max(1, behind.total))}%.
    </p>
  )
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
