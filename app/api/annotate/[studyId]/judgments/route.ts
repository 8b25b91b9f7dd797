import { judgeAndNext } from '@/lib/judgments/desk'
import { Holding, Submission } from '@/lib/judgments/schema'
import { parseInput } from '@/lib/server/parse-input'
import { verdictRoute } from '@/lib/server/route'

/** Stores a verdict and brings what comes next, in one round trip. A route, not an action: the outbox retries it. */
export const POST = verdictRoute(async (bearer, { request }) => {
  const body: unknown = await request.json().catch(() => null)
  const { holding } = parseInput(Holding, body)
  const receipt = await judgeAndNext(bearer, parseInput(Submission, body), holding)
  return Response.json(receipt, { headers: { 'cache-control': 'no-store' } })
})
