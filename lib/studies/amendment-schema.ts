import { z } from 'zod'
import { DECISIONS } from '@/lib/names/schema'
import { isStorable, NOT_STORABLE } from '@/lib/storable'

const text = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).refine(isStorable, NOT_STORABLE)
const reason = text(500).min(1, 'Say why: the reason is part of the protocol.')
const whole = (max: number) =>
  z.number('Enter a number.').int('Enter a whole number.').min(1, 'At least 1.').max(max, `At most ${max}.`)

/** What may still change once a study is open, each with its reason. */
export const AmendmentInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('INSTRUCTIONS'), instructions: text(20_000), reason }),
  /** Judgments one annotator may give; null for any number. */
  z.object({ kind: z.literal('CAP'), cap: whole(1_000_000).nullable(), reason }),
  /** More judgments per item: by anybody (`groupId` null), or kept for a group. */
  z.object({ kind: z.literal('OVERLAP'), groupId: z.uuid().nullable(), overlap: whole(25), reason }),
  /** A system that joins late, beside the others; with listed pairs `against` says beside which. */
  z.object({
    kind: z.literal('SYSTEM'),
    systemId: z.uuid('Choose a system.'),
    against: z.array(z.uuid()).default([]),
    /** What becomes of its responses that name a maker or a model. */
    names: z.enum(DECISIONS).default('KEEP'),
    reason,
  }),
])
export type AmendmentInput = z.output<typeof AmendmentInput>
