import { z } from 'zod'
import { isStorable, NOT_STORABLE } from '@/lib/storable'

/** What becomes of a response that names a maker or a model. */
export const DECISIONS = ['KEEP', 'MASK', 'EXCLUDE'] as const
export type NameDecision = (typeof DECISIONS)[number]

const word = z
  .string()
  .trim()
  .min(1, 'Write a word.')
  .max(200, 'At most 200 characters.')
  .refine(isStorable, NOT_STORABLE)

/** What was decided about one word in one response, as a design carries it. */
export const DecidedName = z.object({
  promptId: z.uuid(),
  systemId: z.uuid(),
  word,
  decision: z.enum(DECISIONS),
})
export type DecidedName = z.output<typeof DecidedName>

/** A decision about a word: in some responses, or in all about which nothing is decided yet. */
export const DecideInput = z.object({
  word,
  responseIds: z.array(z.uuid()).min(1).max(500).nullable(),
  decision: z.enum(DECISIONS),
})
export type DecideInput = z.output<typeof DecideInput>

/** A word that admins add to the list, or take from it. */
export const ListedNameInput = z.object({ word: word.pipe(z.string().max(80, 'At most 80 characters.')) })
export type ListedNameInput = z.output<typeof ListedNameInput>
