import { z } from 'zod'
import { list, whole, word } from '@/lib/inputs'

/** Models that a provider may list, and of which its test is kept, at most. */
export const MOST_LISTED = 2000
export const MOST_TESTED = 50

/** Whether the model takes what is sent; null where the test could not tell. */
const Takes = z.boolean().nullable()

/** What the test of one model found. */
const ModelProbe = z.object({
  model: word(200),
  /** ISO 8601. */
  testedAt: word(40),
  /** Null when it answered; else what it said, and nothing below holds. */
  problem: word(600).nullable(),
  /** By its own account. */
  servedModel: word(300).nullable(),
  milliseconds: whole(0, 10_000_000),
  maxTokensName: z.enum(['max_tokens', 'max_completion_tokens']),
  temperature: Takes,
  topP: Takes,
  seed: Takes,
  reasoningEffort: Takes,
  /** Whether it answered in the JSON that was asked for. */
  schema: Takes,
  reportsUsage: z.boolean(),
  reportsFingerprint: z.boolean(),
})
export type ModelProbe = z.output<typeof ModelProbe>

/** What the test of a provider found: the models it lists, and what those do that were tried. */
const Probe = z.object({
  /** Null where it has no list, or did not give it: `listProblem` says why. */
  models: list(word(200), MOST_LISTED, 'models').nullable(),
  listProblem: word(600).nullable(),
  tested: list(ModelProbe, MOST_TESTED, 'models'),
})
export type Probe = z.output<typeof Probe>

/** What a row keeps of its test; what another version kept in another shape is as if it had not been tested. */
export function readProbe(kept: unknown): Probe | null {
  const read = Probe.safeParse(kept)
  return read.success ? read.data : null
}
