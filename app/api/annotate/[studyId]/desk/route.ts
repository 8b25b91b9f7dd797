import { nextDesk } from '@/lib/judgments/desk'
import { route } from '@/lib/server/route'

/** Where the annotator stands, with the pairs they hold. */
export const GET = route({ needs: 'judgment:submit' }, async (access) =>
  Response.json(await nextDesk(access), { headers: { 'cache-control': 'no-store' } }),
)
