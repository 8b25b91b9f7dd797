import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note, Prose } from '@/components/ui/text'
import type { PersonRow } from '@/lib/people/queries'
import { ROLE_NAMES } from '@/lib/people/schema'
import { day } from '../ui/dates'

type Props = { people: PersonRow[]; total: number; search: string }

/** Accounts by name; says how many are not shown. */
export function PeopleTable({ people, total, search }: Props) {
  if (people.length === 0) return <Prose>Nobody’s name or e-mail holds “{search}”.</Prose>
  return (
    <>
      <ScrollX label="Table of people">
        <Table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
              <NumberCell scope="col" as="th">
                Annotates
              </NumberCell>
              <th scope="col">Since</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {people.map(({ id, name, email, role, studies, createdAt, disabledAt }) => (
              <tr key={id}>
                <th scope="row">
                  <Link href={`/admin/people/${id}`}>{name}</Link>
                </th>
                <td>{email ?? '–'}</td>
                <td>{ROLE_NAMES[role]}</td>
                <NumberCell>{studies === 0 ? '–' : studies}</NumberCell>
                <td className="whitespace-nowrap">{day(createdAt)}</td>
                <td className="whitespace-nowrap">{disabledAt ? `disabled ${day(disabledAt)}` : 'active'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      {people.length < total && (
        <Note className="mt-2">
          The first {people.length} of {total.toLocaleString('en')}. Search by name or e-mail to find the others.
        </Note>
      )}
    </>
  )
}
