import { readReadiness } from '@/lib/health/read-readiness'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/** Whether this process can be given requests: 200, or 503 with what is missing. */
export const GET = route({ needs: 'nobody', reply: file('application/json') }, async () => {
  const { ready, checks } = await readReadiness()
  const body = { status: ready ? 'ready' : 'not ready', checks }
  return Response.json(body, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } })
})
