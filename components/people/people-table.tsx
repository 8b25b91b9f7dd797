import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import type { PersonRow } from '@/lib/people/queries'
import { ROLE_NAMES } from '@/lib/people/schema'
import { day } from '../ui/dates'

type Props = { people: PersonRow[]; total: number; search: string }

/** Accounts by name; says how many are not shown. */
export function PeopleTable({ people, total, search }: Props) {
  if (people.length === 0) return <p className="prose">Nobody’s name or e-mail holds “{search}”.</p>
  return (
    <>
      <ScrollX label="Table of people">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">E-mail</th>
              <th scope="col">Role</th>
              <th scope="col" className="num">
                Annotates
              </th>
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
                <td>{email}</td>
                <td>{ROLE_NAMES[role]}</td>
                <td className="num">{studies === 0 ? '–' : studies}</td>
                <td className="whitespace-nowrap">{day(createdAt)}</td>
                <td className="whitespace-nowrap">{disabledAt ? `disabled ${day(disabledAt)}` : 'active'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
      {people.length < total && (
        <p className="note mt-2">
          The first {people.length} of {total.toLocaleString('en')}. Search by name or e-mail to find the others.
        </p>
      )}
    </>
  )
}
