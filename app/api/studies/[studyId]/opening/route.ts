import { readOpening } from '@/lib/monitor/read-opening'
import { route } from '@/lib/server/route'

/** How far the opening of a study has come: `{written, total}`, or 204 when it is not being opened. */
export const GET = route({ needs: 'study:read' }, async (access) => {
  const headers = { 'cache-control': 'no-store' }
  const opening = await readOpening(access)
  return opening ? Response.json(opening, { headers }) : new Response(null, { status: 204, headers })
})
