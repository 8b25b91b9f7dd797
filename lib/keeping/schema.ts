import { z } from 'zod'
import { text, word } from '@/lib/inputs'

/** The longest name of anything, and the longest word on what a snapshot or a link is for. */
const LONGEST = 200

/** What a thing is called from now on; how long the name of its kind may be, the kind says. */
export const Renaming = z.object({ name: text(LONGEST).min(1, 'Give a name.') })
export type Renaming = z.output<typeof Renaming>

/** Puts away, or takes out again. */
export const Archiving = z.object({ isArchived: z.boolean() })
export type Archiving = z.output<typeof Archiving>

/** The name that was shown to whoever confirmed: a thing that got another one since is not deleted. */
export const Deletion = z.object({ name: word(LONGEST) })
export type Deletion = z.output<typeof Deletion>
