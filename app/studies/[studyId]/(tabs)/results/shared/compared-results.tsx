import { Note, Standfirst, Tag } from '@/components/ui/text'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { provenance } from '@/lib/figures/figure-notes'
import type { FigureQuery } from '@/lib/figures/figure-query'
import type { FigureCounts } from '@/lib/figures/read-counts'
import { makeFigures } from '@/lib/figures/registry'
import { unjudgedNotes } from '@/lib/figures/unjudged-note'
import { FigureSection } from '../../figure-section'
import { FigureView } from '../../figure-view'
import { NumbersTable } from '../numbers-table'
import { Pooled } from '../pooled'
import { standfirst, unjudged } from '../words'
import { Ledger } from './ledger'

type Props = { access: Access<'study:results'>; query: FigureQuery; counts: FigureCounts }

/** Wins, ties and losses without a way to anything behind them. */
export async function ComparedResults({ access, query, counts }: Props) {
  const { result, rows } = counts
  const { what, verdicts, whose } = standfirst(result)
  const made = await makeFigures(figureData(access, query, { counts }), 'figure-1', 'categories', 'tags')
  const from = provenance(result)
  return (
    <>
      <Standfirst>
        {what}: {verdicts} {whose}.
      </Standfirst>
      {from && (
        <Note className="mt-[0.8rem] max-w-[88ch]">
          <Tag>{from.tag}</Tag> {from.text}
        </Note>
      )}
      {made['figure-1'] && <FigureView studyId={null} figure={made['figure-1']} />}
      <Pooled pooled={result.pooled} isChosen={false} />
      <FigureSection id="by-category" title="By category" studyId={null} figure={made.categories} isFolded />
      <FigureSection id="by-tag" title="By tag" studyId={null} figure={made.tags} isFolded />
      <NumbersTable
        open={null}
        rows={rows}
        method={result.method}
        unjudged={{ ...unjudged(result), notes: unjudgedNotes(rows, result.study.status === 'CLOSED') }}
      />
      <Ledger result={result} />
    </>
  )
}
