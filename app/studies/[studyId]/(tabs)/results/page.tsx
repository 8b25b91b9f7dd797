import type { Metadata } from 'next'
import { interim, provenance } from '@/components/charts/figure-notes'
import { Notice } from '@/components/ui/notice'
import { winTieLoss } from '@/lib/analysis/win-tie-loss'
import { pageAccess } from '@/lib/server/page'
import { EmptyResults } from './empty'
import { Figure } from './figure'
import { LeftOut } from './left-out'
import { NumbersTable } from './numbers-table'
import './results.css'
import { standfirst } from './words'

export const metadata: Metadata = { title: 'Results' }

export default async function ResultsPage({ params }: PageProps<'/studies/[studyId]/results'>) {
  const { studyId } = await params
  const result = await winTieLoss(await pageAccess(studyId, 'study:results'))
  const from = provenance(result)
  const notFinal = interim(result)
  return (
    <>
      <h1>Results</h1>
      {result.rows.length === 0 ? (
        <EmptyResults studyId={studyId} result={result} />
      ) : (
        <>
          <p className="standfirst">{standfirst(result)}</p>
          {from && (
            <p className="note provenance">
              <span className="tag">{from.tag}</span> {from.text}
            </p>
          )}
          {notFinal && (
            <div className="interim">
              <Notice>{notFinal} Stopping because of what they show would make the intervals too narrow.</Notice>
            </div>
          )}
          <Figure studyId={studyId} result={result} />
          <NumbersTable rows={result.rows} />
        </>
      )}
      {result.recorded + result.flagged > 0 && <LeftOut studyId={studyId} result={result} />}
    </>
  )
}
