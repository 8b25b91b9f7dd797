import { z } from 'zod'
import { env } from '@/lib/env'
import { createFileLink, listFileLinks, revokeFileLink } from '@/lib/formats/links/file-links'
import { FileLinkInput } from '@/lib/formats/links/schema'
import { answers, json, nothing } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { newestFirst, Paging, pageOf } from './paging'
import { FileLinks, MadeLink } from './shapes'

const gate = { needs: 'study:export', scope: 'judgments:read' } as const

export const create = endpoint(
  {
    ...{ ...gate, method: 'POST', path: '/studies/{studyId}/links', params: StudyParams, body: json(FileLinkInput) },
    summary:
      'Makes a link to one file, for spreadsheets, which can send nothing but an address. It is told now or never.',
    reply: answers(MadeLink, 201),
  },
  async (access, { body }) => {
    const { path, ...made } = await createFileLink(access, body)
    return { ...made, url: env().NEXTAUTH_URL.replace(/\/$/, '') + path }
  },
)

export const list = endpoint(
  {
    ...{ ...gate, method: 'GET', path: '/studies/{studyId}/links', params: StudyParams, query: Paging },
    summary: 'Links to files that still work, the newest first.',
    reply: answers(FileLinks),
  },
  async (access, { query }) =>
    pageOf(
      (await listFileLinks(access)).map(({ createdBy, ...link }) => ({ ...link, createdBy: createdBy.name })),
      query,
      ({ createdAt, id }) => newestFirst(createdAt, id),
    ),
)

export const revoke = endpoint(
  {
    ...{ ...gate, method: 'DELETE', path: '/studies/{studyId}/links/{linkId}', body: nothing() },
    ...{ params: StudyParams.extend({ linkId: z.uuid() }), summary: 'Ends a link.', reply: answers(z.null()) },
  },
  async (access, { params: { linkId } }) => {
    await revokeFileLink(access, linkId)
    return null
  },
)
