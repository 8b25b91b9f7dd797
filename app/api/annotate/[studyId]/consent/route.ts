import { z } from 'zod'
import { giveConsent } from '@/lib/annotators/give-consent'
import { parseInput } from '@/lib/server/parse-input'
import { route } from '@/lib/server/route'

const Body = z.object({ agrees: z.literal(true) })

/** The annotator agrees to what the study asks of them. */
export const POST = route({ needs: 'judgment:submit' }, async (access, { request }) => {
  parseInput(Body, await request.json().catch(() => null))
  return Response.json(await giveConsent(access), { headers: { 'cache-control': 'no-store' } })
})
