import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, RowActions, Table } from '@/components/ui/table'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { day, moment } from '../ui/dates'
import { RevokeLink } from './revoke-link'

type Row = {
  id: string
  /** By which it is told from others; empty where nobody gave it a name. */
  note: string
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
  manage: ManageActs<{ inviteId: string; studyId: string }>
}

/** Invite links: not the links themselves, which are shown once, but what has become of them. */
export function LinkTable({ links, studyId = '', revoke, manage }: Props) {
  const isMixed = links.some(({ leadsTo }) => leadsTo)
  return (
    <ScrollX label="Table of links">
      <Table>
        <thead>
          <tr>
            <th scope="col">Link</th>
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
          {links.map(({ id, uses, capacity, expiresAt, createdAt, state, leadsTo, note }) => (
            <tr key={id}>
              <th scope="row">
                {note && <span className="block wrap-anywhere">{note}</span>}
                <span className="whitespace-nowrap font-normal text-ink-2">made {moment(createdAt)}</span>
              </th>
              {isMixed && <td>{leadsTo}</td>}
              <td className="whitespace-nowrap">
                {capacity === null ? count(uses, 'time') : `${uses} of ${capacity}`}
              </td>
              <td className="whitespace-nowrap">{expiresAt ? day(expiresAt) : 'no end'}</td>
              <td>{state}</td>
              <ActionsCell>
                <RowActions>
                  {state === 'open' && <RevokeLink key={id} revoke={revoke} inviteId={id} studyId={studyId} />}
                  <ManageThing
                    thing={{ inviteId: id, studyId }}
                    name={note || `link of ${moment(createdAt)}`}
                    kind="link"
                    acts={manage}
                    look="link"
                  />
                </RowActions>
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
