import { readOwnPair } from '@/lib/judgments/history'
import { route } from '@/lib/server/route'

/** One of the annotator's own pairs: as it was written, and with the verdict they gave. */
export const GET = route({ needs: 'judgment:submit' }, async (access, { params }) =>
  Response.json(await readOwnPair(access, params.assignmentId ?? ''), { headers: { 'cache-control': 'no-store' } }),
)
