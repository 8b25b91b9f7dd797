import { z } from 'zod'
import { text, whole } from '@/lib/inputs'

/** What becomes of a response that names a maker or a model. */
export const DECISIONS = ['KEEP', 'MASK', 'EXCLUDE'] as const
export type NameDecision = (typeof DECISIONS)[number]

/** A word that names somebody. */
export const NamingWord = text(200).min(1, 'Write a word.')

/** What was decided about one word in one response, as a design carries it. */
export const DecidedName = z.object({
  promptId: z.uuid(),
  systemId: z.uuid(),
  /** Which of the system's responses to the prompt. */
  sample: whole(0, 99).default(0),
  word: NamingWord,
  decision: z.enum(DECISIONS),
})
export type DecidedName = z.output<typeof DecidedName>
