import Link from 'next/link'
import { AskAgain } from '@/components/ui/ask-again'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, Table } from '@/components/ui/table'
import { Tag } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { RehearsalRow } from '@/lib/rehearsals/queries'
import { Meter } from '../ui/meter'
import { type RehearsalActs, RehearsalButtons } from './rehearsal-buttons'

type Props = { rehearsals: RehearsalRow[]; acts: RehearsalActs }

/** A study's rehearsals with how far each has come; looks again by itself while one is under way. */
export function RehearsalTable({ rehearsals, acts }: Props) {
  const isUnderWay = rehearsals.some(({ state }) => state === 'opening' || state === 'judging')
  return (
    <ScrollX label="Table of rehearsals" className="mt-5">
      {isUnderWay && <AskAgain />}
      <Table>
        <thead>
          <tr>
            <th scope="col">Rehearsal</th>
            <th scope="col">State</th>
            <th scope="col">Judgments</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {rehearsals.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="min-w-52">
                <Link href={`/studies/${row.id}`}>{row.title}</Link> <Tag className="ms-1">simulated</Tag>
                <span className="block font-normal text-ink-2">
                  {moment(row.createdAt)}, {count(row.annotators, 'simulated annotator')}
                </span>
              </th>
              <td className="min-w-44" role={row.state === 'broken' ? undefined : 'status'}>
                {describeState(row)}
              </td>
              <td>{row.wanted > 0 ? <Meter done={row.done} of={row.wanted} /> : 'none yet'}</td>
              <ActionsCell>
                <RehearsalButtons rehearsal={row} acts={acts} />
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function describeState({ state, problem, done, wanted, settings }: RehearsalRow): string {
  if (state === 'opening') return 'Being opened …'
  if (state === 'judging') return 'Under way; you can leave this page.'
  if (state === 'broken') return `Broken off: ${problem ?? 'it was stopped before its end.'} What was judged is kept.`
  if (done >= wanted) return 'Finished'
  if (settings.share < 1) return `Finished: ${Math.round(settings.share * 100)}% was asked for`
  return `Finished; nobody was left who could judge the other ${count(wanted - done, 'slot')}`
}
