import { fillReserve, nextDesk } from '@/lib/judgments/desk'
import { Holding } from '@/lib/judgments/schema'
import { parseInput } from '@/lib/server/parse-input'
import { route } from '@/lib/server/route'

/** Where the annotator stands, with the pairs they hold; with `holding`, some more in reserve. */
export const GET = route({ needs: 'judgment:submit' }, async (access, { request }) => {
  const said = new URL(request.url).searchParams.get('holding')
  const desk =
    said === null
      ? await nextDesk(access)
      : await fillReserve(access, parseInput(Holding, { holding: said.split(',').filter(Boolean) }).holding)
  return Response.json(desk, { headers: { 'cache-control': 'no-store' } })
})
