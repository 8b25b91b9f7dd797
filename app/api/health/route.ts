import { z } from 'zod'
import { answers } from '@/lib/server/describe'
import { route } from '@/lib/server/route'

const Health = z.object({ status: z.literal('ok') })

/** Says that this process serves. It asks nothing of the database, so that a balancer may call it as often as it likes. */
export const GET = route({ needs: 'nobody', reply: answers(Health) }, async () => ({ status: 'ok' as const }))
