import { z } from 'zod'
import type { StudyInput } from '@/lib/designs/schema'
import { list, real, whole, word } from '@/lib/inputs'

const share = (least: number) =>
  z
    .number('Enter a number.')
    .min(least, `At least ${100 * least}%.`)
    .max(1, 'At most 100%.')

/** Simulated annotators of one group, at most. */
const MOST_ANNOTATORS = 200

const COMMON = {
  seconds: real(1, 3600),
  /** One annotator of the first group gives one answer in ten at random. */
  hasSloppy: z.boolean(),
  /** Share of the slots that are judged. */
  share: share(0.01),
  groups: list(z.object({ codePrefix: word(3), annotators: whole(0, MOST_ANNOTATORS) }), 12, 'groups'),
}

const ComparisonSettings = z.object({
  // Rehearsals from before there were ratings do not say what they are.
  protocol: z.literal('COMPARISON').optional().default('COMPARISON'),
  ...{ skill: share(0), leftBias: share(0), tieRate: share(0), ...COMMON },
})
export type ComparisonSettings = z.output<typeof ComparisonSettings>

const RatingSettings = z.object({
  protocol: z.literal('RATING'),
  ...{ severity: real(0, 3), noise: real(0, 3), ...COMMON },
})
export type RatingSettings = z.output<typeof RatingSettings>

/** How a draft is to be rehearsed: how its simulated annotators judge, how many they are, how far they go. */
export const RehearsalSettings = z.discriminatedUnion('protocol', [ComparisonSettings, RatingSettings])
export type RehearsalSettings = z.output<typeof RehearsalSettings>

/** What the form starts with: as many annotators as the design expects, else enough to fill every slot. */
export function defaultSettings({ protocol, groups, overlap, planning }: StudyInput): RehearsalSettings {
  return {
    ...(protocol === 'RATING'
      ? { protocol: 'RATING', severity: 0.4, noise: 0.6 }
      : { protocol: 'COMPARISON', skill: 0.9, leftBias: 0.05, tieRate: planning.tieRate }),
    ...{ hasSloppy: false, share: 1 },
    seconds: planning.seconds,
    groups: groups.map(({ codePrefix, places, overlap: own }) => ({
      codePrefix,
      annotators: Math.min(MOST_ANNOTATORS, places ?? Math.max(3, overlap + own)),
    })),
  }
}

/**
 * What is wrong with the numbers of annotators, by field: each judgment of an item is another annotator's, so that too
 * few leave slots open that a full rehearsal is to fill. One is enough for a share.
 */
export function checkNumbers(design: StudyInput, { groups, share }: RehearsalSettings): Record<string, string[]> {
  const annotatorsOf = (prefix: string) => groups.find(({ codePrefix }) => codePrefix === prefix)?.annotators ?? 0
  const all = design.groups.reduce((sum, { codePrefix }) => sum + annotatorsOf(codePrefix), 0)
  if (share < 1) return all === 0 ? { 'groups.0.annotators': ['At least 1 in all.'] } : {}
  const fields: Record<string, string[]> = {}
  for (const [index, { codePrefix, name, overlap }] of design.groups.entries())
    if (annotatorsOf(codePrefix) < overlap)
      fields[`groups.${index}.annotators`] = [
        `At least ${overlap}: each judgment that ${name} gives an item is another’s.`,
      ]
  const wanted = design.groups.reduce((sum, { overlap }) => sum + overlap, design.overlap)
  if (all < wanted)
    fields['groups.0.annotators'] ??= [`At least ${wanted} in all: each judgment of an item is another annotator’s.`]
  return fields
}
