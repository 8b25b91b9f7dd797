import { type ReactNode, Suspense } from 'react'
import { AnalysisProgress } from '@/components/study/analysis-progress'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { readAnalysisPage } from '@/lib/analysis/analysis-page'
import type { Access } from '@/lib/auth/access'
import { toTheMinute } from '@/lib/figures/about'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'
import type { RatingCounts } from '@/lib/figures/read-ratings'
import { makeFigures } from '@/lib/figures/registry'
import { FigureSection } from '../../figure-section'

type Props = { access: Access<'study:results'>; query: FigureQuery; counts: RatingCounts }

/** Each refresh counts the whole page anew, so it is not asked for often. */
const ASK_EVERY_MS = 10_000

/** What takes more than counting, where the study has it: means at any time, turns. The rest of the page does not wait. */
export function Computed(props: Props) {
  const { study, unit, used } = props.counts.result
  if (used === 0 || study.origin === 'RECONSTRUCTED') return null
  if (unit !== 'TURN' && study.looks !== 'ANYTIME') return null
  return (
    <Suspense fallback={<p className="mt-8 text-ink-2">Computing from the ratings …</p>}>
      <Figures {...props} />
    </Suspense>
  )
}

async function Figures({ access, query, counts }: Props): Promise<ReactNode> {
  const page = await readAnalysisPage(access, query.criterion)
  const { analysis } = page
  if (!analysis) return null
  if (analysis.state === 'failed') return <Notice kind="critical">{analysis.problem}</Notice>
  if (analysis.state === 'running') return <Waiting done={analysis.done} total={analysis.total} />
  const data = figureData(access, query, { ratings: counts, page })
  const made = await makeFigures(data, 'means-anytime', 'turns', 'no-failure')
  const view = { studyId: access.studyId, search: figureSearch(query) }
  const { behind } = analysis
  return (
    <>
      {behind && (
        <Note className="mt-8">
          Of the ratings as of {toTheMinute(analysis.at)}: those that came in since are not in the next figures.
        </Note>
      )}
      <FigureSection {...view} id="at-any-time" title="At any time" figure={made['means-anytime']} />
      <FigureSection {...view} id="by-turn" title="By turn" figure={made.turns} />
      <FigureSection {...view} id="without-failure" title="No failure until turn …" figure={made['no-failure']} />
      {behind?.state === 'failed' && <Notice kind="critical">{behind.problem}</Notice>}
      {behind?.state === 'running' && <Waiting done={behind.done} total={behind.total} />}
    </>
  )
}

function Waiting({ done, total }: { done: number; total: number }) {
  return <AnalysisProgress done={done} total={total} askEvery={ASK_EVERY_MS} />
}
