import type { Metadata } from 'next'
import { provenance } from '@/components/charts/figure-notes'
import { anytimeRows } from '@/lib/analysis/anytime-rows'
import { toFigureQuery } from '@/lib/analysis/figure-query'
import { readStanding } from '@/lib/analysis/looks'
import { readFigure } from '@/lib/analysis/read-figure'
import { listSnapshots } from '@/lib/analysis/snapshots'
import { countItemsLeftOut } from '@/lib/names/read-names'
import { pageAccess } from '@/lib/server/page'
import { Anytime } from './anytime'
import { Controls } from './controls'
import { EmptyResults } from './empty'
import { Figure } from './figure'
import { LeftOut } from './left-out'
import { NumbersTable } from './numbers-table'
import './results.css'
import { Slices } from './slices'
import { Snapshots } from './snapshots'
import { Support } from './support'
import { InterimNotice, LookList, Withheld } from './withheld'
import { groupChoices, standfirst } from './words'

export const metadata: Metadata = { title: 'Results' }

export default async function ResultsPage({ params, searchParams }: PageProps<'/studies/[studyId]/results'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const standing = await readStanding(access)
  if (standing.shown === 'hidden' && standing.judgments > 0)
    return (
      <>
        <h1>Results</h1>
        <Withheld studyId={studyId} standing={standing} />
      </>
    )
  const query = toFigureQuery(await searchParams)
  const figure = await readFigure(access, query)
  const { result, rows } = figure
  const shown = <T extends { group: string }>(list: T[]) =>
    list.filter(({ group }) => query.group === null || group === query.group)
  const from = provenance(result)
  const hasItems = result.study.origin !== 'RECONSTRUCTED'
  if (result.rows.length === 0)
    return (
      <>
        <h1>Results</h1>
        <EmptyResults studyId={studyId} result={result} />
      </>
    )
  return (
    <>
      <h1>Results</h1>
      <p className="standfirst">{standfirst(result)}</p>
      {from && (
        <p className="note provenance">
          <span className="tag">{from.tag}</span> {from.text}
        </p>
      )}
      <div className="interim">
        <InterimNotice standing={standing} />
      </div>
      <Controls
        action={`/studies/${studyId}/results`}
        query={query}
        groups={groupChoices(result)}
        questions={result.study.criteria.map(({ question }) => question)}
        hasMarks={figure.sources.length > 0 || !query.marks}
        hasRules={hasItems}
      />
      <Figure studyId={studyId} figure={figure} query={query} />
      <Support studyId={studyId} rows={rows} method={result.method} hasItems={hasItems} />
      {standing.shown === 'anytime' && <Anytime rows={shown(await anytimeRows(access, result))} />}
      <Slices studyId={studyId} title="By category" slices={shown(result.categories)} />
      <Slices studyId={studyId} title="By tag" slices={shown(result.tags)} />
      <NumbersTable rows={rows} method={result.method} />
      <LeftOut {...{ studyId, result }} itemsLeftOut={await countItemsLeftOut(access)} />
      <Snapshots studyId={studyId} query={query} snapshots={await listSnapshots(access)} />
      <LookList standing={standing} />
    </>
  )
}
