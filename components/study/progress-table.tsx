import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import type { JoinerCounts } from '@/lib/counts/planned'
import type { Filled, ProgressRow, ProgressTable as Table } from '@/lib/monitor/progress-rows'
import { Meter } from '../ui/meter'
import { joinerWords } from './count-words'
import { Compared, type ComparedStudy } from './monitor/compared'

type Props = {
  studyId: string
  study: ComparedStudy & { status: string; looks: string; joiner: JoinerCounts }
  progress: Table
}

/** How many judgments are in, by comparison and group: counts only, never outcomes. */
export function ProgressTable({ studyId, study, progress }: Props) {
  const { columns, rows, total, practice } = progress
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">Progress</h2>
      <p className="note">
        Judgments in, of those wanted. <Compared study={study} />
      </p>
      <ScrollX label="Progress by comparison" className="section-tight">
        <table className="data progress">
          <thead>
            <tr>
              <th scope="col">{study.focal ? 'Against' : 'Comparison'}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} className={row.key === 'SHARED' ? 'ruled' : undefined} />
            ))}
            <Row row={total} className="total" />
            {practice && <Row row={practice} />}
          </tbody>
        </table>
      </ScrollX>
      <p className="note max-w-xl">
        Pairs that could not be judged, and what deactivated annotators have not done, count neither as in nor as
        wanted. {study.status !== 'CLOSED' && joinerWords(study.joiner)}{' '}
        {study.status === 'CLOSED' ? <Closed studyId={studyId} /> : hiddenWords(study.looks)}
      </p>
    </section>
  )
}

function Row({ row: { label, cells }, className }: { row: ProgressRow; className?: string | undefined }) {
  return (
    <tr className={className}>
      <th scope="row">{label}</th>
      {cells.map((cell, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
        <Cell key={index} cell={cell} />
      ))}
    </tr>
  )
}

function Cell({ cell }: { cell: Filled | null }) {
  if (!cell) return <td className="faint">–</td>
  return (
    <td>
      <Meter done={cell.done} of={cell.wanted} />
    </td>
  )
}

function Closed({ studyId }: { studyId: string }) {
  return (
    <>
      Outcomes stand on the <Link href={`/studies/${studyId}/results`}>results page</Link>.
    </>
  )
}

function hiddenWords(looks: string): string {
  return looks === 'ANYTIME'
    ? 'Counts only; your plan lets you look at outcomes at any time, on the results page.'
    : 'Outcomes stay hidden here while the study is open, so that nobody stops when the numbers look good. Your plan says: look once, at the end.'
}
