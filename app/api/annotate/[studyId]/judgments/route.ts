import { z } from 'zod'
import { deskAfterVerdict } from '@/lib/judgments/desk'
import { Verdict, type VerdictReceipt } from '@/lib/judgments/schema'
import { submitVerdict } from '@/lib/judgments/submit-verdict'
import { parseInput } from '@/lib/server/parse-input'
import { route } from '@/lib/server/route'

const Body = Verdict.extend({ holding: z.array(z.uuid()).max(10) })

/** Stores a verdict and brings what comes next, in one round trip. A route, not an action: the outbox retries it. */
export const POST = route({ needs: 'judgment:submit' }, async (access, { request }) => {
  const { holding, ...verdict } = parseInput(Body, await request.json().catch(() => null))
  await submitVerdict(access, verdict)
  const receipt: VerdictReceipt = { saved: verdict.submissionKey, desk: await deskAfterVerdict(access, holding) }
  return Response.json(receipt, { headers: { 'cache-control': 'no-store' } })
})
