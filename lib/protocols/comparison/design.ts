import { z } from 'zod'
import { duplicates } from '@/lib/duplicates'
import { byName, list, text, word } from '@/lib/inputs'
import { SCALES, type Scale } from './scales'

/** One question with its options: their codes and scores are the scale's, the labels are the researcher's. */
export const CriterionInput = z
  .object({
    question: text(500).min(1, 'Ask a question.'),
    scale: z.enum(Object.keys(SCALES) as [Scale, ...Scale[]]),
    labels: byName(text(120), 40),
  })
  .superRefine(({ scale, labels }, context) => {
    for (const { code } of SCALES[scale].options)
      if (!labels[code])
        context.addIssue({ code: 'custom', path: ['labels', code], message: 'Word this verdict.', input: labels })
  })
export type CriterionInput = z.output<typeof CriterionInput>

const system = (message: string) => z.uuid(message)

/** Pairs of systems that one study compares, at most: all pairs of a hundred systems. */
export const MOST_PAIRS = 5000
const MOST_SYSTEMS = 100
const MOST_BASELINES = 1000

/** Which systems meet: arm A is the focal system, or the first named. */
export const Comparisons = z
  .discriminatedUnion('pairing', [
    z.object({
      pairing: z.literal('FOCAL'),
      focalSystemId: system('Choose the focal system.'),
      baselineIds: list(z.uuid(), MOST_BASELINES, 'baselines').min(1, 'Choose at least one baseline.'),
    }),
    z.object({
      pairing: z.literal('ALL'),
      systemIds: list(z.uuid(), MOST_SYSTEMS, 'systems: list the pairs instead').min(2, 'Choose at least two systems.'),
    }),
    z.object({
      pairing: z.literal('LISTED'),
      pairs: list(z.object({ a: system('Choose a system.'), b: system('Choose a system.') }), MOST_PAIRS, 'pairs').min(
        1,
        'List at least one pair.',
      ),
    }),
  ])
  .superRefine((comparisons, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message, input: comparisons })
    const field = { FOCAL: 'baselineIds', ALL: 'systemIds', LISTED: 'pairs' }[comparisons.pairing]
    const pairs = pairsOf(comparisons)
    if (pairs.some(({ a, b }) => a === b)) refuse(field, 'A system cannot be compared with itself.')
    if (duplicates(pairs.map(({ a, b }) => [a, b].sort().join())).length > 0) refuse(field, 'Name each pair once.')
  })
export type Comparisons = z.output<typeof Comparisons>

/** The pairs of systems that a plan compares, in order; `a` is arm A. */
export function pairsOf(comparisons: Comparisons): { a: string; b: string }[] {
  if (comparisons.pairing === 'LISTED') return comparisons.pairs
  if (comparisons.pairing === 'FOCAL') return comparisons.baselineIds.map((b) => ({ a: comparisons.focalSystemId, b }))
  const { systemIds } = comparisons
  return systemIds.flatMap((a, first) => systemIds.slice(first + 1).map((b) => ({ a, b })))
}

/** A pair with a known verdict: gold, hidden among the items, or practice, with feedback. */
export const KnownItemInput = z.object({
  kind: z.enum(['GOLD', 'PRACTICE']),
  promptId: z.uuid('Choose a prompt.'),
  systemAId: system('Choose a system.'),
  systemBId: system('Choose a system.'),
  /** Option code of the first criterion, canonical: A is `systemAId`'s response. */
  expected: word(40).min(1, 'Say which verdict is right.'),
  feedback: text(2000),
})
export type KnownItemInput = z.output<typeof KnownItemInput>
