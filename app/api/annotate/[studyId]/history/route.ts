import { listOwnVerdicts } from '@/lib/judgments/history'
import { route } from '@/lib/server/route'

/** The annotator's own last verdicts. */
export const GET = route({ needs: 'judgment:submit' }, async (access) =>
  Response.json(await listOwnVerdicts(access), { headers: { 'cache-control': 'no-store' } }),
)
