import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, Table } from '@/components/ui/table'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { day, moment } from '../ui/dates'
import { RevokeLink } from './revoke-link'

type Row = {
  id: string
  uses: number
  capacity: number | null
  expiresAt: Date | null
  createdAt: Date
  state: 'open' | 'used up' | 'expired' | 'revoked'
  /** What the link gives, where a table holds links to different things. */
  leadsTo?: string
}

type Props = {
  links: Row[]
  /** The study the links belong to, if any. */
  studyId?: string
  revoke: (input: { inviteId: string; studyId: string }) => Promise<Answer<unknown>>
}

/** Invite links: not the links themselves, which are shown once, but what has become of them. */
export function LinkTable({ links, studyId = '', revoke }: Props) {
  const isMixed = links.some(({ leadsTo }) => leadsTo)
  return (
    <ScrollX label="Table of links">
      <Table>
        <thead>
          <tr>
            <th scope="col">Made</th>
            {isMixed && <th scope="col">Gives the role</th>}
            <th scope="col">Used</th>
            <th scope="col">Valid until</th>
            <th scope="col">State</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {links.map(({ id, uses, capacity, expiresAt, createdAt, state, leadsTo }) => (
            <tr key={id}>
              <th scope="row" className="whitespace-nowrap">
                {moment(createdAt)}
              </th>
              {isMixed && <td>{leadsTo}</td>}
              <td className="whitespace-nowrap">
                {capacity === null ? count(uses, 'time') : `${uses} of ${capacity}`}
              </td>
              <td className="whitespace-nowrap">{expiresAt ? day(expiresAt) : 'no end'}</td>
              <td>{state}</td>
              <ActionsCell>
                {state === 'open' && <RevokeLink key={id} revoke={revoke} inviteId={id} studyId={studyId} />}
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
