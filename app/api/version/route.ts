import { readVersion } from '@/lib/health/read-version'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/** Which version runs here, of which commit, with which schema. */
export const GET = route({ needs: 'nobody', reply: file('application/json') }, async () =>
  Response.json(await readVersion(), { headers: { 'cache-control': 'no-store' } }),
)
