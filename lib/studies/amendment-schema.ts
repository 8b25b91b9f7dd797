import { z } from 'zod'
import { DECISIONS } from '@/lib/designs/decided-name'
import { list, text, whole } from '@/lib/inputs'
import { ModelGroupInput, ModelInput } from '@/lib/models/design'

const reason = text(500).min(1, 'Say why: the reason is part of the protocol.')

/** What may still change once a study is open, each with its reason. */
export const AmendmentInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('INSTRUCTIONS'),
    instructions: text(20_000),
    /** Whether names of makers, models or systems in them are meant to stand there. */
    keepNames: z.boolean().default(false),
    reason,
  }),
  /** Judgments one annotator may give; null for any number. */
  z.object({ kind: z.literal('CAP'), cap: whole(1, 1_000_000).nullable(), reason }),
  /** More judgments per item: by anybody (`groupId` null), or kept for a group. */
  z.object({ kind: z.literal('OVERLAP'), groupId: z.uuid().nullable(), overlap: whole(1, 25), reason }),
  /** A system that joins late, beside the others; with listed pairs `against` says beside which. */
  z.object({
    kind: z.literal('SYSTEM'),
    systemId: z.uuid('Choose a system.'),
    against: list(z.uuid(), 1000, 'systems').default([]),
    /** What becomes of its responses that name a maker or a model. */
    names: z.enum(DECISIONS).default('KEEP'),
    reason,
  }),
  /** A language model that joins late, in a group of models that there is or a new one. */
  z.object({
    kind: z.literal('MODEL'),
    group: ModelGroupInput.pick({ name: true, codePrefix: true }),
    model: ModelInput,
    reason,
  }),
])
export type AmendmentInput = z.output<typeof AmendmentInput>
