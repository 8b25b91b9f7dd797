import { z } from 'zod'

/** The study as an amendment finds it. */
export const AmendedStudy = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['OPEN', 'PAUSED', 'CLOSED']),
  protocol: z.enum(['COMPARISON', 'RATING']),
  instructions: z.string(),
  cap: z.number().nullable(),
  overlap: z.number(),
  sharedItems: z.number(),
  repeatShare: z.number(),
  samples: z.number(),
  pairing: z.enum(['FOCAL', 'ALL', 'LISTED']),
  seed: z.number(),
  protocolHash: z.string().nullable(),
  /** Amendments so far. */
  amendments: z.coerce.number(),
  judgments: z.coerce.number(),
})
export type AmendedStudy = z.output<typeof AmendedStudy>

/** What an amendment changed, for the record. */
export type Change = { before: unknown; after: unknown }
