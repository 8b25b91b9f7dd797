import type { ReactNode } from 'react'
import { RowsLink } from '@/components/ui/rows-link'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { provenance } from '@/lib/figures/figure-notes'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'
import { ratingHref } from '@/lib/figures/ratings/rated'
import type { RatingCounts } from '@/lib/figures/read-ratings'
import { makeFigures } from '@/lib/figures/registry'
import type { Visibility } from '@/lib/looks/looks'
import { count } from '@/lib/numbers/count'
import { numberNames } from '@/lib/ratings/system-numbers'
import { FigureSection } from '../../figure-section'
import { FigureView } from '../../figure-view'
import { Controls } from '../controls'
import { EmptyResults } from '../empty'
import { ResultsHead } from '../results-head'
import { groupChoices } from '../words'
import { Computed } from './computed'
import { Headline } from './headline'
import { RatedTable } from './rated-table'
import { SystemNumbers } from './system-numbers'

type Props = {
  access: Access<'study:results'>
  query: FigureQuery
  counts: RatingCounts
  visibility: Visibility
  /** What stands under the figures of every study: what was left out, snapshots, looks. */
  children: ReactNode
}

const LIST = new Intl.ListFormat('en')

/** The results of a rating study: what was said of each system, overall, by prompt and turn, and against its numbers. */
export async function RatingResults({ access, query, counts, visibility, children }: Props) {
  const { studyId, actor } = access
  const { result, rows } = counts
  if (result.rows.length === 0)
    return (
      <>
        <h1>Results</h1>
        <EmptyResults studyId={studyId} result={result} />
      </>
    )
  const data = figureData(access, query, { ratings: counts })
  const view = { studyId, search: figureSearch(query) }
  const made = await makeFigures(data, 'shares', 'shares-by-category', 'shares-by-tag', 'means', 'means-by-number')
  const href = ratingHref(result, studyId)
  const groups = [...new Set(result.rows.map(({ group }) => `“${group}”`))]
  return (
    <>
      <ResultsHead from={provenance(result)} visibility={visibility}>
        {count(result.study.systems.length, 'system')} rated:{' '}
        <RowsLink href={href?.({}) ?? null}>
          {count(result.counted, result.unit === 'TURN' ? 'rating of a turn' : 'rating', ratingsNoun(result.unit))}
        </RowsLink>{' '}
        in the {groups.length === 1 ? 'group' : 'groups'} {LIST.format(groups)}.
      </ResultsHead>
      <Controls
        action={`/studies/${studyId}/results`}
        query={query}
        groups={groupChoices(result, 'rating')}
        questions={result.study.criteria.map(({ question }) => question)}
        hasMarks={false}
        hasRules={false}
        hasTies={false}
        numbers={numberNames(result.study.systems)}
      />
      {made.shares ? (
        <FigureView {...view} figure={made.shares} />
      ) : (
        <p className="text-ink-2">No ratings of this group are counted.</p>
      )}
      <Headline studyId={studyId} result={result} rows={rows} />
      <FigureSection {...view} id="means-of-scores" title="Means" figure={made.means} />
      <Computed access={access} query={query} counts={counts} />
      <FigureSection {...view} id="by-category" title="By category" figure={made['shares-by-category']} isFolded />
      <FigureSection {...view} id="by-tag" title="By tag" figure={made['shares-by-tag']} isFolded />
      <FigureSection {...view} id="against-a-number" title="Against a number" figure={made['means-by-number']} />
      {actor.role === 'ADMIN' && (
        <SystemNumbers
          systems={result.study.systems.map(({ id, name, attributes }) => ({ id, name, attributes }))}
          isOpen={false}
        />
      )}
      <RatedTable studyId={studyId} result={result} rows={rows} />
      {children}
    </>
  )
}

function ratingsNoun(unit: 'RESPONSE' | 'TURN'): string {
  return unit === 'TURN' ? 'ratings of turns' : 'ratings'
}
