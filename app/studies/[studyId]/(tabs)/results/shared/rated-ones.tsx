import { Note, Standfirst, Tag } from '@/components/ui/text'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { provenance } from '@/lib/figures/figure-notes'
import type { FigureQuery } from '@/lib/figures/figure-query'
import type { RatingCounts } from '@/lib/figures/read-ratings'
import { makeFigures } from '@/lib/figures/registry'
import { count } from '@/lib/numbers/count'
import { FigureSection } from '../../figure-section'
import { FigureView } from '../../figure-view'
import { RatedTable } from '../ratings/rated-table'
import { Ledger } from './ledger'

type Props = { access: Access<'study:results'>; query: FigureQuery; counts: RatingCounts }

/** What was said of each system without a way to anything behind it. */
export async function RatedOnes({ access, query, counts }: Props) {
  const { result, rows } = counts
  const data = figureData(access, query, { ratings: counts })
  const made = await makeFigures(data, 'shares', 'means', 'shares-by-category', 'shares-by-tag')
  const from = provenance(result)
  return (
    <>
      <Standfirst>
        {count(result.study.systems.length, 'system')} rated: {count(result.counted, 'rating')}.
      </Standfirst>
      {from && (
        <Note className="mt-[0.8rem] max-w-[88ch]">
          <Tag>{from.tag}</Tag> {from.text}
        </Note>
      )}
      {made.shares && <FigureView studyId={null} figure={made.shares} />}
      <FigureSection studyId={null} id="means-of-scores" title="Means" figure={made.means} />
      <FigureSection studyId={null} id="by-category" title="By category" figure={made['shares-by-category']} isFolded />
      <FigureSection studyId={null} id="by-tag" title="By tag" figure={made['shares-by-tag']} isFolded />
      <RatedTable studyId={null} result={result} rows={rows} />
      <Ledger result={result} />
    </>
  )
}
