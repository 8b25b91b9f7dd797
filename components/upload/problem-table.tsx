import { Icon } from '@/components/ui/icon'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import type { UploadReview } from '@/lib/uploads/review-upload'
import { PartTitle } from './part-title'
import { RowActions, type RowActs } from './row-actions'

const TONES = { critical: 'text-critical', caution: 'text-caution', note: 'text-ink-2' } as const

/** On a phone a row is a paragraph of its own, its place at the left. */
const LOOK = [
  'min-w-160 table-fixed [&_:is(td,th):first-child]:w-[4.2rem] [&_thead_th:nth-child(2)]:w-68',
  'max-sm:min-w-0 max-sm:[&_thead_th:last-child]:hidden max-sm:[&_tr]:grid max-sm:[&_tr]:grid-cols-[3.4rem_minmax(0,1fr)]',
  'max-sm:[&_tr]:border-b max-sm:[&_tr]:border-rule max-sm:[&_tbody_tr:last-child]:border-b-0',
  'max-sm:[&_tbody_:is(td,th)]:border-b-0 max-sm:[&_tbody_:is(td,th)]:px-0 max-sm:[&_tbody_:is(td,th)]:pt-2 max-sm:[&_tbody_:is(td,th)]:pb-0',
  'max-sm:[&_tbody_td:last-child]:col-start-2 max-sm:[&_tbody_td:last-child]:pt-[0.2rem] max-sm:[&_tbody_td:last-child]:pb-[0.6rem]',
].join(' ')

/** What is wrong, where, and what to do: the first of them here, all in the report. */
export function ProblemTable({
  review: { upload, format, files, counts, problems, fine, present },
  acts,
}: {
  review: UploadReview
  acts: RowActs
}) {
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const good = fine + present + (upload.outcome ? upload.outcome.imported + upload.outcome.present : 0)
  return (
    <section aria-labelledby="problems">
      <PartTitle id="problems">
        Problems{' '}
        <small>{total === 0 ? 'none' : `${count(total, 'row')}; ${count(good, 'other is', 'others are')} fine`}</small>
      </PartTitle>
      {total > 0 && (
        <ScrollX label="Problem rows">
          <Table className={LOOK}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="capitalize">{format.unit}</span>
                </th>
                <th scope="col">What</th>
                <th scope="col">What happens, and what you can do</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((row) => (
                <ProblemRow
                  key={row.id}
                  {...row}
                  place={format.isByLine ? row.line : row.record}
                  source={files.length > 1 ? (files[row.file]?.name ?? null) : null}
                >
                  {upload.status === 'STAGED' && (
                    <RowActions
                      uploadId={upload.id}
                      setId={upload.promptSetId}
                      rowId={String(row.id)}
                      problem={row.problem}
                      hasText={row.beginning !== null}
                      acts={acts}
                    />
                  )}
                </ProblemRow>
              ))}
            </tbody>
          </Table>
        </ScrollX>
      )}
      {total > problems.length && (
        <Note className="mt-3">
          These are the first {problems.length} of {total.toLocaleString('en')}.{' '}
          <a href={`/api/uploads/${upload.id}/report.csv`}>All of them (CSV)</a>
        </Note>
      )}
    </section>
  )
}

type Row = {
  place: number
  source: string | null
  externalId: string | null
  problem: ProblemCode
  detail: string | null
  children: React.ReactNode
}

function ProblemRow({ place, source, externalId, problem, detail, children }: Row) {
  const { what, advice, tone } = PROBLEMS[problem]
  return (
    <tr>
      <td className="font-mono text-[0.8125rem]">{place}</td>
      <th scope="row">
        <span className={TONES[tone]}>
          <Icon name={tone} />
        </span>{' '}
        {what}
        {(externalId || detail) && (
          <span className="block pl-[1.3rem] text-xs/[1.4] font-normal text-ink-2 wrap-anywhere">
            {externalId && (
              <>
                prompt <code>{externalId}</code>
              </>
            )}
            {externalId && detail && ': '}
            {detail}
          </span>
        )}
        {source && (
          <span className="block pl-[1.3rem] font-mono text-xs/[1.4] font-normal text-ink-3 wrap-anywhere">
            {source}
          </span>
        )}
      </th>
      <td className="text-ink-2">
        {advice}
        {children}
      </td>
    </tr>
  )
}
