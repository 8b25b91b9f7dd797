import { z } from 'zod'
import { listAudit, listStudyAudit } from '@/lib/audit/queries'
import { answers, nothing } from '@/lib/server/describe'
import { endpoint } from '@/lib/server/endpoint'
import { StudyParams } from '@/lib/server/route'
import { listTokens } from '@/lib/tokens/queries'
import { revokeToken } from '@/lib/tokens/revoke-token'
import { TokenKey } from '@/lib/tokens/schema'
import { AuditQuery, auditPage, newestFirst, Paging, pageOf } from './paging'
import { AuditEntries, Tokens } from './shapes'

const gate = { needs: 'tokens:manage', scope: 'admin' } as const

/** A token makes none: whoever found one could make another that outlives it. */
export const list = endpoint(
  {
    ...{ ...gate, method: 'GET', path: '/tokens', query: Paging },
    ...{ summary: 'Your tokens, the newest first: not themselves, which are told once.', reply: answers(Tokens) },
  },
  async (access, { query }) =>
    pageOf(await listTokens(access), query, ({ createdAt, id }) => newestFirst(createdAt, id)),
)

export const revoke = endpoint(
  {
    ...{ ...gate, method: 'DELETE', path: '/tokens/{tokenId}', params: TokenKey, body: nothing() },
    ...{ summary: 'Ends a token of yours, at its next request.', reply: answers(z.null()) },
  },
  async (access, { params: { tokenId } }) => {
    await revokeToken(access, tokenId)
    return null
  },
)

export const audit = endpoint(
  {
    ...{ method: 'GET', path: '/audit', needs: 'audit:read', scope: 'admin', query: AuditQuery },
    ...{ summary: 'Who did what, the newest first, fifty at a time.', reply: answers(AuditEntries) },
  },
  async (access, { query }) => auditPage(query, (before) => listAudit(access, before)),
)

export const studyAudit = endpoint(
  {
    ...{ method: 'GET', path: '/studies/{studyId}/audit', needs: 'study:read', scope: 'studies:read' },
    ...{ params: StudyParams, query: AuditQuery },
    ...{ summary: 'What was done to a study, the newest first, fifty at a time.', reply: answers(AuditEntries) },
  },
  async (access, { query }) => auditPage(query, (before) => listStudyAudit(access, before)),
)
