import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { JoinerCounts } from '@/lib/counts/planned'
import type { Filled, ProgressTable as Progress, ProgressRow } from '@/lib/monitor/progress-rows'
import { Meter } from '../ui/meter'
import { joinerWords } from './count-words'
import { Compared, type ComparedStudy } from './monitor/compared'

type Props = {
  studyId: string
  study: ComparedStudy & { status: string; looks: string; joiner: JoinerCounts }
  progress: Progress
}

const RULED = '*:border-t *:border-rule-strong'

/** How many judgments are in, by comparison or system and by group: counts only, never outcomes. */
export function ProgressTable({ studyId, study, progress }: Props) {
  const { columns, rows, total, practice } = progress
  const isRating = study.protocol === 'RATING'
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">Progress</h2>
      <Note>
        Judgments in, of those wanted. <Compared study={study} />
      </Note>
      <ScrollX label={isRating ? 'Progress by system' : 'Progress by comparison'} className="mt-5">
        <Table className="[&_:is(td,th)]:align-middle [&_td]:whitespace-nowrap [&_tbody_th]:min-w-28">
          <thead>
            <tr>
              <th scope="col">{isRating ? 'System' : study.focal ? 'Against' : 'Comparison'}</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} className={row.key === 'SHARED' ? RULED : undefined} />
            ))}
            <Row row={total} className={`${RULED} *:font-semibold`} />
            {practice && <Row row={practice} />}
          </tbody>
        </Table>
      </ScrollX>
      <Note className="max-w-xl">
        What could not be judged, and what annotators who were removed have not done, count neither as in nor as wanted.{' '}
        {study.status !== 'CLOSED' && joinerWords(study.joiner)}{' '}
        {study.status === 'CLOSED' ? <Closed studyId={studyId} /> : hiddenWords(study.looks)}
      </Note>
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
  if (!cell) return <td className="text-ink-3">–</td>
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
