import { z } from 'zod'
import { env } from '@/lib/env'
import { list as listOf, whole } from '@/lib/inputs'
import { MOST_PEOPLE, NamedPerson } from '@/lib/people/person-lines'
import { createPersonalInvites, listPersonalInvites } from '@/lib/people/personal-invites'
import { revokeAnnotatorInvite } from '@/lib/people/revoke-invite'
import { answers, json, nothing } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { newestFirst, Paging, pageOf } from './paging'
import { MadePersonalLinks, PersonalLinks } from './shapes'

const path = '/studies/{studyId}/personal-links'
const gate = { needs: 'annotators:manage', scope: 'annotators:manage' } as const

export const make = endpoint(
  {
    ...{ ...gate, method: 'POST', path, params: StudyParams },
    body: json(
      z.strictObject({
        groupId: z.uuid(),
        people: listOf(z.strictObject(NamedPerson.shape), MOST_PEOPLE, 'people').min(1, 'Name at least one person.'),
        days: whole(1, 365).default(30),
      }),
    ),
    summary: 'Makes a link for each of some people, by name, that serves once. They are told now or never.',
    reply: answers(MadePersonalLinks, 201),
  },
  async (access, { body }) => {
    const made = await createPersonalInvites(access, body)
    const site = env().NEXTAUTH_URL.replace(/\/$/, '')
    return { links: made.map(({ token, ...link }) => ({ ...link, url: `${site}/join/${token}` })) }
  },
)

export const list = endpoint(
  {
    ...{ ...gate, method: 'GET', path, params: StudyParams, query: Paging },
    ...{ summary: 'Links that name somebody, and what became of each; no codes.', reply: answers(PersonalLinks) },
  },
  async (access, { query }) =>
    pageOf(await listPersonalInvites(access), query, ({ createdAt, id }) => newestFirst(createdAt, id)),
)

export const revoke = endpoint(
  {
    ...{ ...gate, method: 'DELETE', path: `${path}/{linkId}`, params: StudyParams.extend({ linkId: z.uuid() }) },
    ...{ body: nothing(), summary: 'Ends a link. Whoever has joined with it stays.', reply: answers(z.null()) },
  },
  async (access, { params: { linkId } }) => {
    await revokeAnnotatorInvite(access, { inviteId: linkId })
    return null
  },
)
