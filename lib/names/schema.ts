import { z } from 'zod'
import { list, text } from '@/lib/inputs'

/** What becomes of a response that names a maker or a model. */
export const DECISIONS = ['KEEP', 'MASK', 'EXCLUDE'] as const
export type NameDecision = (typeof DECISIONS)[number]

const word = text(200).min(1, 'Write a word.')

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
  responseIds: list(z.uuid(), 500, 'responses').min(1).nullable(),
  decision: z.enum(DECISIONS),
})
export type DecideInput = z.output<typeof DecideInput>

/** A word that admins add to the list, or take from it. */
export const ListedNameInput = z.object({ word: text(80).min(1, 'Write a word.') })
export type ListedNameInput = z.output<typeof ListedNameInput>

/** A word in one of the texts that annotators read: that it is meant to stand there. */
export const KeepInput = z.object({ place: text(80).min(1), word })
export type KeepInput = z.output<typeof KeepInput>
