import Link from 'next/link'
import { Note, Standfirst } from '@/components/ui/text'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnalysisDone } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'
import { makeFigures } from '@/lib/figures/registry'
import { AnalysisBehind, SimulatedNote } from '../analysis-pending'
import { FigureView } from '../figure-view'
import { InterimNotice } from '../results/withheld'
import { AGAIN, NO_VERDICT, ORDER, PARITY, REPLACING } from './notes'
import { Told } from './told'
import { againWords, parityWords, replacingWords, standfirst } from './words'

type Props = { access: Access<'study:results'>; page: AnalysisPage; done: AnalysisDone; query: FigureQuery }

/** Models that rate, beside people: whether they agree as people do, and what they gave no rating on. */
export async function Rated({ access, page, done, query }: Props) {
  const { analysis } = done
  if (analysis.protocol !== 'RATING') return null
  const { studyId } = access
  const { judges } = analysis
  if (!judges) return <Standfirst>No model has rated yet. A group of models is part of a study’s design.</Standfirst>
  const made = await makeFigures(
    figureData(access, query, { page }),
    ...(['rating-parity', 'rating-replacing', 'rating-no-verdicts', 'rating-same-order'] as const),
  )
  const again = againWords(judges)
  const view = (name: keyof typeof made) =>
    made[name] && <FigureView studyId={studyId} figure={made[name]} search={figureSearch(query)} />
  return (
    <>
      <Standfirst>{standfirst(judges)}</Standfirst>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="mt-4">
        <InterimNotice visibility={page.visibility} />
      </div>
      <Told id="agreeing" title="As much in agreement as people?" words={judges.worth.map(parityWords)} note={PARITY}>
        {view('rating-parity')}
      </Told>
      <Told id="in-place" title="In place of a person" words={judges.worth.map(replacingWords)} note={REPLACING}>
        {view('rating-replacing')}
      </Told>
      {again.length > 0 && (
        <Told id="again" title="The same when asked again?" words={again} note={AGAIN}>
          {null}
        </Told>
      )}
      <Told id="without" title="No rating" words={[]} note={NO_VERDICT}>
        {view('rating-no-verdicts')}
      </Told>
      <Told id="order" title="The same order of systems?" words={[]} note={ORDER}>
        {view('rating-same-order')}
      </Told>
      <Note className="mt-8">
        Who is lenient, models among them, stands on <Link href={`/studies/${studyId}/agreement`}>Agreement</Link>,
        means by group on <Link href={`/studies/${studyId}/results`}>Results</Link>.
      </Note>
    </>
  )
}
