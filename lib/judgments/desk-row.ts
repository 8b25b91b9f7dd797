import { z } from 'zod'
import { Messages } from '@/lib/prompts/messages'
import { Turn } from './schema'

/** A text as it was rendered beforehand, words masked; or its messages, when it was not yet. */
const Contents = z.union([z.array(Turn).min(1), Messages])
export type Contents = z.output<typeof Contents>

/** Where an annotator stands, as `claim_desk` answers; `leftIsA` and arms stay on the server. */
export type DeskRow = z.output<typeof DeskRow>

export const DeskRow = z.object({
  annotatorId: z.string(),
  groupId: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  cap: z.number().nullable(),
  judged: z.number(),
  needsConsent: z.boolean(),
  /** The slots they hold, oldest lease first; none while the study hands out nothing. */
  held: z.array(z.string()),
  /** Contents of those the browser does not have. */
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
      responseB: Contents,
    }),
  ),
})

export type HeldSlot = DeskRow['slots'][number]
