import { z } from 'zod'
import { Messages } from '@/lib/prompts/messages'

const Rendered = z.object({ role: z.enum(['system', 'user', 'assistant']), html: z.string() })

/** A text as it was rendered beforehand, words masked; or its messages, when it was not yet. */
const Contents = z.union([z.array(Rendered).min(1), Messages])
export type Contents = z.output<typeof Contents>

/** Where an annotator stands and what they hold, as `claim_desk` answers; `leftIsA` and arms stay on the server. */
export const Claimed = z.object({
  annotatorId: z.string(),
  groupId: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  cap: z.number().nullable(),
  judged: z.number(),
  needsConsent: z.boolean(),
  /** The slots they hold, oldest lease first; none while the study hands out nothing. */
  held: z.array(z.string()),
  /** Contents of those the caller does not have. */
  slots: z.array(
    z.object({
      id: z.string(),
      leftIsA: z.boolean(),
      isPractice: z.boolean(),
      /** Words to be masked in prompt and answers alike. */
      masks: z.array(z.string()),
      /** Whether it stands covered until asked for. */
      warned: z.boolean(),
      prompt: Contents,
      responseA: Contents,
      /** None where one response stands alone. */
      responseB: Contents.nullish(),
    }),
  ),
})
export type Claimed = z.output<typeof Claimed>

export type HeldSlot = Claimed['slots'][number]
