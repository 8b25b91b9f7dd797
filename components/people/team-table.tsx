import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, RowActions, Table } from '@/components/ui/table'
import type { Answer } from '@/lib/server/action'
import type { TeamRow } from '@/lib/team/queries'
import { TEAM_ROLES, type TeamChange } from '@/lib/team/schema'
import { day } from '../ui/dates'
import { HandOver, RemoveFromTeam, TeamRoleChoice } from './team-acts'

type Key = { studyId: string; userId: string }
type Props = {
  studyId: string
  rows: readonly TeamRow[]
  /** The id of whoever looks. */
  own: string
  mayManage: boolean
  change: (input: Key & TeamChange) => Promise<Answer<unknown>>
  remove: (input: Key) => Promise<Answer<unknown>>
}

/** Who is in a study's team and as what; its owner changes that here. */
export function TeamTable({ studyId, rows, own, mayManage, change, remove }: Props) {
  return (
    <ScrollX label="Table of the team">
      <Table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">E-mail</th>
            <th scope="col">Role</th>
            <th scope="col">Since</th>
            {mayManage && (
              <ActionsCell scope="col" as="th">
                <span className="sr-only">Actions</span>
              </ActionsCell>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ userId, name, email, role, addedAt, isDisabled }) => (
            <tr key={userId}>
              <th scope="row" className="wrap-anywhere">
                {name}
                {userId === own && <span className="font-normal text-ink-2"> (you)</span>}
                {isDisabled && <span className="block text-xs font-normal text-ink-2">may not sign in any more</span>}
              </th>
              <td className="wrap-anywhere">{email ?? '–'}</td>
              <td className="whitespace-nowrap">
                {mayManage && role !== 'OWNER' ? (
                  <TeamRoleChoice key={role} {...{ studyId, userId, name, role, change }} />
                ) : (
                  TEAM_ROLES[role].name
                )}
              </td>
              <td className="whitespace-nowrap">{day(addedAt)}</td>
              {mayManage && (
                <ActionsCell>
                  {role !== 'OWNER' && (
                    <RowActions>
                      {!isDisabled && <HandOver {...{ studyId, userId, name, change }} />}
                      <RemoveFromTeam {...{ studyId, userId, name, remove }} />
                    </RowActions>
                  )}
                </ActionsCell>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
