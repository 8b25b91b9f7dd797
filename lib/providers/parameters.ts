import { z } from 'zod'
import { real, whole } from '@/lib/inputs'

/** What is sent beside the text. Null is not sent: an endpoint may refuse what another takes. */
export const ModelParameters = z.object({
  temperature: real(0, 2).nullable().default(null),
  topP: real(0, 1).nullable().default(null),
  seed: whole(0, 2_147_483_647).nullable().default(null),
  /** Room for the answer, in tokens; hidden reasoning eats of it. */
  maxTokens: whole(1, 1_000_000).default(4096),
  reasoningEffort: z.enum(['minimal', 'low', 'medium', 'high']).nullable().default(null),
})
export type ModelParameters = z.output<typeof ModelParameters>
