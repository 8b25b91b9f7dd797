import { Icon } from '@/components/ui/icon'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import { PartTitle } from './part-title'

const TONES = { critical: 'text-critical', caution: 'text-caution', note: 'text-ink-2' } as const

/** On a phone a row is a paragraph of its own, its place at the left. */
const LOOK = [
  'min-w-160 table-fixed [&_:is(td,th):first-child]:w-[4.2rem] [&_thead_th:nth-child(2)]:w-68',
  'max-sm:min-w-0 max-sm:[&_thead_th:last-child]:hidden max-sm:[&_tr]:grid max-sm:[&_tr]:grid-cols-[3.4rem_minmax(0,1fr)]',
  'max-sm:[&_tr]:border-b max-sm:[&_tr]:border-rule max-sm:[&_tbody_tr:last-child]:border-b-0',
  'max-sm:[&_tbody_:is(td,th)]:border-b-0 max-sm:[&_tbody_:is(td,th)]:px-0 max-sm:[&_tbody_:is(td,th)]:pt-2 max-sm:[&_tbody_:is(td,th)]:pb-0',
  'max-sm:[&_tbody_td:last-child]:col-start-2 max-sm:[&_tbody_td:last-child]:pt-[0.2rem] max-sm:[&_tbody_td:last-child]:pb-[0.6rem]',
].join(' ')

type Props = {
  /** All rows with a problem, of which the first are shown. */
  total: number
  /** Rows without one; null when nobody knows any more. */
  good: number | null
  /** What a place is: a line, or a record. */
  unit: string
  problems: readonly Row[]
  /** The address of the file with all of them. */
  report: string
}

/** What is wrong, where, and what to do: the first of them here, all in the report. */
export function ProblemTable({ total, good, unit, problems, report }: Props) {
  return (
    <section aria-labelledby="problems">
      <PartTitle id="problems">
        Problems{' '}
        <small>
          {total === 0 ? 'none' : count(total, 'row')}
          {total > 0 && good !== null && `; ${count(good, 'other is', 'others are')} fine`}
        </small>
      </PartTitle>
      {total > 0 && (
        <ScrollX label="Problem rows">
          <Table className={LOOK}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="capitalize">{unit}</span>
                </th>
                <th scope="col">What</th>
                <th scope="col">What happens, and what you can do</th>
              </tr>
            </thead>
            <tbody>
              {problems.map((row) => (
                <ProblemRow key={row.id} {...row} />
              ))}
            </tbody>
          </Table>
        </ScrollX>
      )}
      {total > problems.length && (
        <Note className="mt-3">
          These are the first {problems.length} of {total.toLocaleString('en')}. <a href={report}>All of them (CSV)</a>
        </Note>
      )}
    </section>
  )
}

type Row = {
  id: bigint
  place: number
  /** The file, where there are several. */
  source: string | null
  externalId: string | null
  problem: ProblemCode
  detail: string | null
  /** What can be done about it here. */
  actions?: React.ReactNode
}

function ProblemRow({ place, source, externalId, problem, detail, actions }: Row) {
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
        {actions}
      </td>
    </tr>
  )
}
