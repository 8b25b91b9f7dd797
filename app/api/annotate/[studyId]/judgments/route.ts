import { z } from 'zod'
import { judgeAndNext } from '@/lib/judgments/desk'
import { Submission } from '@/lib/judgments/schema'
import { parseInput } from '@/lib/server/parse-input'
import { route } from '@/lib/server/route'

const Holding = z.object({ holding: z.array(z.uuid()).max(10) })

/** Stores a verdict and brings what comes next, in one round trip. A route, not an action: the outbox retries it. */
export const POST = route({ needs: 'judgment:submit' }, async (access, { request }) => {
  const body: unknown = await request.json().catch(() => null)
  const { holding } = parseInput(Holding, body)
  const receipt = await judgeAndNext(access, parseInput(Submission, body), holding)
  return Response.json(receipt, { headers: { 'cache-control': 'no-store' } })
})
