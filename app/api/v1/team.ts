import { z } from 'zod'
import { answers, json, nothing } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { addToTeam, changeTeamRole, removeFromTeam } from '@/lib/team/change-team'
import { listTeam } from '@/lib/team/queries'
import { TeamAddition, TeamChange, TeamKey } from '@/lib/team/schema'
import { Paging, pageOf } from './paging'
import { Made, Team } from './shapes'

const path = '/studies/{studyId}/team'
const params = StudyParams
const one = params.extend(TeamKey.shape)
const owned = { needs: 'study:own', scope: 'team:manage' } as const

export const list = endpoint(
  {
    ...{ method: 'GET', path, needs: 'study:see', scope: 'team:manage', params, query: Paging },
    ...{ summary: 'Who is in a study’s team, and as what: its owner first.', reply: answers(Team) },
  },
  async (access, { query }) => pageOf(await listTeam(access), query, inOrder),
)

/** The owner first, and by name. */
function inOrder({ role, name, userId }: { role: string; name: string; userId: string }): string {
  return `${['OWNER', 'EDITOR', 'VIEWER'].indexOf(role)} ${name.slice(0, 60)} ${userId}`
}

export const add = endpoint(
  {
    ...{ ...owned, method: 'POST', path, params },
    body: json(z.strictObject(TeamAddition.shape)),
    summary: 'Adds somebody with a researcher’s or an admin’s account, by e-mail, as an editor or a viewer.',
    reply: answers(Made, 201),
  },
  async (access, { body }) => ({ id: await addToTeam(access, body, 'en') }),
)

export const change = endpoint(
  {
    ...{ ...owned, method: 'PATCH', path: `${path}/{userId}`, params: one },
    body: json(z.strictObject({ role: TeamChange.shape.role })),
    summary:
      'Changes what somebody in the team is; as its owner they take the place of the one before, who edits then.',
    reply: answers(Made),
  },
  async (access, { params: { userId }, body }) => {
    await changeTeamRole(access, { userId, ...body })
    return { id: userId }
  },
)

export const remove = endpoint(
  {
    ...{ ...owned, method: 'DELETE', path: `${path}/{userId}`, params: one, body: nothing() },
    ...{ summary: 'Takes somebody out of the team, in force at their next request.', reply: answers(z.null()) },
  },
  async (access, { params: { userId } }) => {
    await removeFromTeam(access, { userId })
    return null
  },
)
