import type { Metadata } from 'next'
import { RowsLink } from '@/components/ui/rows-link'
import { itemsHref } from '@/lib/explorer/item-query'
import { figureData } from '@/lib/figures/figure-data'
import { provenance } from '@/lib/figures/figure-notes'
import { figureSearch, toFigureQuery } from '@/lib/figures/figure-query'
import { makeFigures } from '@/lib/figures/registry'
import { unjudgedNotes } from '@/lib/figures/unjudged-note'
import { openRows } from '@/lib/figures/win-tie-loss'
import { readResultsPage } from '@/lib/results/results-page'
import { pageAccess } from '@/lib/server/page'
import { FigureSection } from '../figure-section'
import { FigureView } from '../figure-view'
import { AnytimeScores } from './anytime-scores'
import { Controls } from './controls'
import { EmptyResults } from './empty'
import { LeftOut } from './left-out'
import { NumbersTable } from './numbers-table'
import { Pooled } from './pooled'
import { RatingResults } from './ratings/rating-results'
import { ResultsHead } from './results-head'
import { Snapshots } from './snapshots'
import { Support } from './support'
import { LookList, Withheld } from './withheld'
import { groupChoices, standfirst, unjudged } from './words'

export const metadata: Metadata = { title: 'Results' }

export default async function ResultsPage({ params, searchParams }: PageProps<'/studies/[studyId]/results'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const query = toFigureQuery(await searchParams)
  const { visibility, seen } = await readResultsPage(access, query)
  if (seen === null)
    return (
      <>
        <h1>Results</h1>
        <Withheld studyId={studyId} visibility={visibility} />
      </>
    )
  const { itemsLeftOut, unanswered, snapshots, mayManage, links } = seen
  if (seen.figure === null)
    return (
      <RatingResults access={access} query={query} counts={seen.ratings} visibility={visibility}>
        <LeftOut {...{ studyId, figure: seen.ratings, itemsLeftOut, unanswered }} />
        <Snapshots {...{ studyId, query, snapshots, mayManage, links }} />
        <LookList visibility={visibility} />
      </RatingResults>
    )
  const { figure } = seen
  const { result, rows } = figure
  const search = figureSearch(query)
  const hasItems = result.study.origin !== 'RECONSTRUCTED'
  const allCounted = hasItems ? itemsHref(studyId, { show: 'counted', criterion: result.criterion }) : null
  const { what, verdicts, whose } = standfirst(result)
  const open = hasItems ? openRows(studyId, result) : null
  if (result.rows.length === 0)
    return (
      <>
        <h1>Results</h1>
        <EmptyResults studyId={studyId} result={result} />
      </>
    )
  const data = figureData(access, query, { counts: figure })
  const made = await makeFigures(data, 'figure-1', 'categories', 'tags')
  return (
    <>
      <ResultsHead from={provenance(result)} visibility={visibility}>
        {what}: <RowsLink href={allCounted}>{verdicts}</RowsLink> {whose}.
      </ResultsHead>
      <Controls
        action={`/studies/${studyId}/results`}
        query={query}
        groups={groupChoices(result)}
        questions={result.study.criteria.map(({ question }) => question)}
        hasMarks={figure.sources.length > 0 || !query.marks}
        hasRules={hasItems}
      />
      {made['figure-1'] && <FigureView studyId={studyId} figure={made['figure-1']} search={search} />}
      <Pooled pooled={result.pooled} isChosen={query.group !== null} />
      <Support open={open} rows={rows} method={result.method} />
      <AnytimeScores access={access} figure={figure} query={query} />
      <FigureSection
        id="by-category"
        title="By category"
        studyId={studyId}
        figure={made.categories}
        search={search}
        isFolded
      />
      <FigureSection id="by-tag" title="By tag" studyId={studyId} figure={made.tags} search={search} isFolded />
      <NumbersTable
        open={open}
        rows={rows}
        method={result.method}
        unjudged={{ ...unjudged(result), notes: unjudgedNotes(rows, result.study.status === 'CLOSED') }}
      />
      <LeftOut {...{ studyId, figure, itemsLeftOut, unanswered }} />
      <Snapshots {...{ studyId, query, snapshots, mayManage, links }} />
      <LookList visibility={visibility} />
    </>
  )
}
