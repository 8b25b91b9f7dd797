import { answers } from '@/lib/server/describe'
import { endpoint, V1 } from '@/lib/server/endpoint'
import { version } from '@/package.json'
import { About, Me } from './shapes'

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
