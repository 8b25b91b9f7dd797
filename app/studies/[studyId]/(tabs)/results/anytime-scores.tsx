import { type ReactNode, Suspense } from 'react'
import { AnalysisProgress } from '@/components/study/analysis-progress'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import { hasAnytime, readAnytime } from '@/lib/analysis/anytime-rows'
import type { Pending } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'
import type { FigureCounts } from '@/lib/figures/read-counts'
import { makeFigures } from '@/lib/figures/registry'
import { FigureView } from '../figure-view'

type Props = { access: Access<'study:results'>; figure: FigureCounts; query: FigureQuery }

/** Each refresh counts the whole figure anew, so it is not asked for often. */
const ASK_EVERY_MS = 10_000

/** Scores that hold at any look, where the design allows them. The rest of the page does not wait for them. */
export function AnytimeScores(props: Props) {
  if (!hasAnytime(props.figure.result)) return null
  return (
    <Section aria-labelledby="anytime-scores">
      <h2 id="anytime-scores">At any time</h2>
      <Suspense fallback={<p className="text-ink-2">Computing intervals from the judgments …</p>}>
        <Scores {...props} />
      </Suspense>
    </Section>
  )
}

async function Scores({ access, figure, query }: Props): Promise<ReactNode> {
  const { studyId } = access
  const state = await readAnytime(access, figure.result, query.group)
  if (state.state !== 'done') return <Waiting pending={state} />
  const { anytime } = await makeFigures(figureData(access, query, { counts: figure, anytime: state.rows }), 'anytime')
  const { behind } = state
  return (
    <>
      {behind && (
        <Note>
          As of {behind.at.toISOString().slice(0, 16).replace('T', ' ')} UTC. Judgments that came in since are not in
          this figure; its files come once they are.
        </Note>
      )}
      {anytime ? (
        <FigureView studyId={studyId} figure={anytime} search={figureSearch(query)} />
      ) : (
        <p className="text-ink-2">No judgments of this group are counted.</p>
      )}
      {behind && <Waiting pending={behind.pending} />}
    </>
  )
}

function Waiting({ pending }: { pending: Pending }) {
  if (pending.state === 'failed') return <Notice kind="critical">{pending.problem}</Notice>
  return <AnalysisProgress done={pending.done} total={pending.total} askEvery={ASK_EVERY_MS} />
}
