import { z } from 'zod'
import { readJob } from '@/lib/jobs/read-job'
import { answers } from '@/lib/server/describe'
import { endpoint, V1 } from '@/lib/server/endpoint'
import { version } from '@/package.json'
import { About, Job, Me } from './shapes'

/** What this is, and where more is said of it. */
export const about = endpoint(
  {
    method: 'GET',
    path: '/',
    needs: 'nobody',
    scope: null,
    summary: 'The version, and where it is described.',
    reply: answers(About),
  },
  async () => ({ name: 'Evenhand', version, openapi: `${V1}/openapi.json`, documentation: '/docs/api' }),
)

/** Whoever asks, and what their token is for. */
export const me = endpoint(
  {
    ...{ method: 'GET', path: '/me', needs: 'account:manage', scope: null },
    summary: 'Whoever asks, and what their token may do.',
    reply: answers(Me),
  },
  async ({ actor: { id, name, email, role } }, { token }) => ({
    ...{ id, name, email, role },
    token: token && { scopes: [...token.scopes], studyIds: token.studyIds && [...token.studyIds] },
  }),
)

/** Work that went on after it was asked for: its address is what 202 names. */
export const job = endpoint(
  {
    ...{ method: 'GET', path: '/jobs/{jobId}', needs: 'studies:list', scope: null },
    params: z.object({ jobId: z.uuid() }),
    summary: 'How work stands that was answered with 202; an ended one for half a day.',
    reply: answers(Job),
  },
  ({ actor }, { params: { jobId }, token }) => readJob(actor, jobId, token?.studyIds ?? null),
)
