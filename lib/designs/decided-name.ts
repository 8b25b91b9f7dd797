import { z } from 'zod'
import { text, whole } from '@/lib/inputs'

/** What becomes of a prompt or a response that names a maker or a model. */
export const DECISIONS = ['KEEP', 'MASK', 'EXCLUDE'] as const
export type NameDecision = (typeof DECISIONS)[number]

/** A word that names somebody. */
export const NamingWord = text(200).min(1, 'Write a word.')

/** What was decided about one word in one response, or in a prompt, as a design carries it. */
export const DecidedName = z.object({
  promptId: z.uuid(),
  /** Whose response it is; null where the prompt itself says the word. */
  systemId: z.uuid().nullable(),
  /** Which of the system's responses to the prompt. */
  sample: whole(0, 99).default(0),
  word: NamingWord,
  decision: z.enum(DECISIONS),
})
export type DecidedName = z.output<typeof DecidedName>
