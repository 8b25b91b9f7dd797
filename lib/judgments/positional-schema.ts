import type { z } from 'zod'
import { Revision, Verdict } from '@/lib/engine/schema'
import { list, word } from '@/lib/inputs'

// What versions before answers had names sent, and kept in browsers until it was sent: pages stay open, and outboxes full,
// over an update.

const positional = {
  /** Option codes as presented, one per criterion in order. */
  choices: list(word(40).min(1), 6, 'choices').min(1),
}

/** A verdict whose answers are known by their place. */
export const PositionalVerdict = Verdict.omit({ answers: true }).extend(positional)
export type PositionalVerdict = z.output<typeof PositionalVerdict>

/** A change of mind whose answers are known by their place. */
export const PositionalRevision = Revision.omit({ answers: true }).extend(positional)
export type PositionalRevision = z.output<typeof PositionalRevision>
