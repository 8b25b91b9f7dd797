import { type ManageActs, ManageThing } from '@/components/ui/manage-thing'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, RowActions, Table } from '@/components/ui/table'
import type { PersonalLink } from '@/lib/people/personal-invites'
import type { Answer } from '@/lib/server/action'
import { day } from '../ui/dates'
import { RevokeLink } from './revoke-link'

type Props = {
  studyId: string
  links: readonly PersonalLink[]
  revoke: (input: { inviteId: string; studyId: string }) => Promise<Answer<unknown>>
  manage: ManageActs<{ studyId: string; inviteId: string }>
}

/** Links that name somebody, with what became of them; never with whose code theirs is. */
export function PersonalLinks({ studyId, links, revoke, manage }: Props) {
  return (
    <ScrollX label="Table of personal links">
      <Table>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">State</th>
            <th scope="col">Valid until</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {links.map(({ id, name, email, state, joinedAt, expiresAt }) => (
            <tr key={id}>
              <th scope="row" className="wrap-anywhere">
                {name}
                {email && email !== name && <span className="block font-normal text-ink-2">{email}</span>}
              </th>
              <td className="whitespace-nowrap">
                {state}
                {joinedAt && ` ${day(joinedAt)}`}
              </td>
              <td className="whitespace-nowrap">{state === 'waiting' && expiresAt ? day(expiresAt) : '–'}</td>
              <ActionsCell>
                <RowActions>
                  {state === 'waiting' && <RevokeLink key={id} revoke={revoke} inviteId={id} studyId={studyId} />}
                  <ManageThing
                    thing={{ inviteId: id, studyId }}
                    name={`link for ${name}`}
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
