import Link from 'next/link'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { FINDINGS } from '@/lib/recruitments/finding'
import { ENDING_NAMES } from '@/lib/recruitments/platforms'
import type { ArrivalRow } from '@/lib/recruitments/queries'

/** Who arrived, by the code they judge under, and how the platform's record agrees with ours. */
export function ArrivalTable({ studyId, rows, total }: { studyId: string; rows: ArrivalRow[]; total: number }) {
  const isCompared = rows.some(({ platformAt }) => platformAt)
  return (
    <>
      <ScrollX label="Table of people who arrived">
        <Table>
          <thead>
            <tr>
              <th scope="col">Annotator</th>
              <th scope="col">Arrived</th>
              <NumberCell scope="col" as="th">
                Judged
              </NumberCell>
              <th scope="col">Ended</th>
              <th scope="col">Ending</th>
              {isCompared && <th scope="col">At the platform</th>}
              {isCompared && <th scope="col">The two together</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, annotator, arrivedAt, endedAt, ending, platformStatus, finding }) => (
              <tr key={id}>
                <th scope="row">
                  {annotator ? (
                    <Link href={`/studies/${studyId}/annotators/${annotator.id}`}>{annotator.code}</Link>
                  ) : (
                    'not begun'
                  )}
                </th>
                <td className="whitespace-nowrap">{moment(arrivedAt)}</td>
                <NumberCell>{annotator?.judged ?? 0}</NumberCell>
                <td className="whitespace-nowrap">{moment(endedAt)}</td>
                <td>{ending ? ENDING_NAMES[ending] : 'under way'}</td>
                {isCompared && <td>{platformStatus?.toLowerCase().replaceAll('_', ' ') ?? 'not in the list'}</td>}
                {isCompared && <td>{finding ? FINDINGS[finding] : 'Not compared yet'}</td>}
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      {total > rows.length && (
        <Note>
          The latest {rows.length} of {total.toLocaleString('en')}.
        </Note>
      )}
    </>
  )
}
