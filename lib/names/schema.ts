import { z } from 'zod'
import { DECISIONS, NamingWord } from '@/lib/designs/decided-name'
import { list, text } from '@/lib/inputs'

/** A decision about a word: in some texts, in all about which nothing is decided yet, or everywhere. */
export const DecideInput = z.object({
  word: NamingWord,
  /** The prompts and responses it stands in, by their ids; null for all that are open, `EVERYWHERE` for those decided, too. */
  foundIn: z.union([list(z.uuid(), 500, 'texts').min(1), z.literal('EVERYWHERE')]).nullable(),
  decision: z.enum(DECISIONS),
})
export type DecideInput = z.output<typeof DecideInput>

/** A word that admins add to the list, or take from it. */
export const ListedNameInput = z.object({ word: text(80).min(1, 'Write a word.') })
export type ListedNameInput = z.output<typeof ListedNameInput>

/** A word in one of the texts that annotators read: that it is meant to stand there. */
export const KeepInput = z.object({ place: text(80).min(1), word: NamingWord })
export type KeepInput = z.output<typeof KeepInput>
