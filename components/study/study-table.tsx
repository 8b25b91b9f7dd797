import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Prose, Tag } from '@/components/ui/text'
import type { StudyRow } from '@/lib/studies/queries'
import { Meter } from '../ui/meter'

const ORIGINS = {
  COLLECTED: null,
  SIMULATED: 'simulated',
  RECONSTRUCTED: 'reconstructed',
  IMPORTED: 'imported',
} as const

/** Studies with their state and progress; says what to do when there is none. */
export function StudyTable({ studies }: { studies: StudyRow[] }) {
  const isEmpty = studies.every(({ origin }) => origin === 'RECONSTRUCTED')
  return (
    <>
      {isEmpty && (
        <Prose className="mt-5">
          No studies of yours yet. A study needs a prompt set and the outputs of two systems or more; then{' '}
          <em>New study</em> takes five minutes.
        </Prose>
      )}
      {studies.length > 0 && <Rows studies={studies} />}
    </>
  )
}

function Rows({ studies }: { studies: StudyRow[] }) {
  return (
    <ScrollX label="Table of studies" className="mt-5">
      <Table>
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">State</th>
            <th scope="col">Judgments</th>
          </tr>
        </thead>
        <tbody>
          {studies.map(({ id, title, status, origin, wanted, done }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/studies/${id}`}>{title}</Link>{' '}
                {ORIGINS[origin] && <Tag className="ml-1">{ORIGINS[origin]}</Tag>}
              </th>
              <td>{status.charAt(0) + status.slice(1).toLowerCase()}</td>
              <td>
                {wanted > 0 ? (
                  <Meter done={done} of={wanted} />
                ) : origin === 'RECONSTRUCTED' ? (
                  'published counts'
                ) : (
                  'none yet'
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
