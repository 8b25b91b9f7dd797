import { AnalysisProgress } from '@/components/study/analysis-progress'
import { AskAgain } from '@/components/ui/ask-again'
import { Notice } from '@/components/ui/notice'
import { Note, Standfirst, Tag } from '@/components/ui/text'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnalysisDone } from '@/lib/analysis/read-analysis'
import { toTheMinute } from '@/lib/figures/about'
import { count } from '@/lib/numbers/count'
import { Withheld } from './results/withheld'

type Props = { studyId: string; page: AnalysisPage; empty: string; published: string }

/** In place of statistics that are not there: withheld, without judgments, being computed, or failed. */
export function AnalysisPending({ studyId, page: { study, visibility, analysis }, empty, published }: Props) {
  if (visibility.shown === 'hidden' && visibility.judgments > 0)
    return <Withheld studyId={studyId} visibility={visibility} />
  if (analysis?.state === 'running') return <AnalysisProgress done={analysis.done} total={analysis.total} />
  if (analysis?.state === 'failed') return <Notice kind="critical">{analysis.problem}</Notice>
  return <Standfirst>{study.origin === 'RECONSTRUCTED' ? published : empty}</Standfirst>
}

/** The page is made anew each time it is asked for, so it is not asked for often. */
const ASK_EVERY_MS = 10_000

/** Over statistics of older data: as of when they are, and how far those of the present ones have come. */
export function AnalysisBehind({ analysis: { at, behind } }: { analysis: AnalysisDone }) {
  if (behind === null) return null
  const of = `Of the judgments as of ${toTheMinute(at)}.`
  if (behind.state === 'failed')
    return (
      <Notice kind="critical">
        {of} Newer ones could not be counted. {behind.problem}
      </Notice>
    )
  return (
    <Note className="mt-2" role="status">
      <AskAgain every={ASK_EVERY_MS} />
      {of} Newer ones are being counted: {Math.round((100 * behind.done) / Math.max(1, behind.total))}%.
    </Note>
  )
}

/** Says how many of the annotators are simulated. */
export function SimulatedNote({ study: { simulated, annotators } }: { study: AnalysisPage['study'] }) {
  if (simulated === 0) return null
  return (
    <Note className="mt-[0.8rem] max-w-[88ch]">
      <Tag>Simulated</Tag> {simulated === annotators ? 'All' : `${simulated} of`} {count(annotators, 'annotator')}{' '}
      {simulated === 1 ? 'is a simulation' : 'are simulations'}, not people or LLMs.
    </Note>
  )
}
