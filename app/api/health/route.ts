import { processState } from '@/lib/health/process-state'
import { file } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

/**
 * Says that this process serves, and that the database it keeps, if it keeps one, runs. It asks nothing of the database,
 * so that a balancer may call it as often as it likes; whether all is there to work with is `/api/ready`'s to say.
 */
export const GET = route({ needs: 'nobody', reply: file('application/json') }, async () => {
  const headers = { 'cache-control': 'no-store' }
  if (processState().database === 'restarting')
    return Response.json({ status: 'database is being restarted' }, { status: 503, headers })
  return Response.json({ status: 'ok' }, { headers })
})
