import { labelsOf, type ScaleTemplate, templateOf } from '../scale'

/**
 * The scales a comparison's criterion can have, worded as a new design starts with. A score is positive when its option
 * favours arm A, negative for B; the sign is win, tie or loss. Options mirror each other: each but those of score 0 has one
 * of opposite score.
 */
export const SCALES = {
  THREE: {
    name: 'Three verdicts (LIMA)',
    options: [
      { code: 'A', score: 1, label: 'Answer A is significantly better' },
      { code: 'TIE', score: 0, label: 'Neither is significantly better' },
      { code: 'B', score: -1, label: 'Answer B is significantly better' },
    ],
  },
  THREE_BOTH_BAD: {
    name: 'Three verdicts, and both are bad',
    options: [
      { code: 'A', score: 1, label: 'Answer A is significantly better' },
      { code: 'TIE', score: 0, label: 'Neither is significantly better' },
      { code: 'BOTH_BAD', score: 0, label: 'Both answers are bad' },
      { code: 'B', score: -1, label: 'Answer B is significantly better' },
    ],
  },
  FIVE: {
    name: 'Five grades',
    options: [
      { code: 'A2', score: 2, label: 'Answer A is much better' },
      { code: 'A1', score: 1, label: 'Answer A is slightly better' },
      { code: 'TIE', score: 0, label: 'About the same' },
      { code: 'B1', score: -1, label: 'Answer B is slightly better' },
      { code: 'B2', score: -2, label: 'Answer B is much better' },
    ],
  },
  SEVEN: {
    name: 'Seven grades',
    options: [
      { code: 'A3', score: 3, label: 'Answer A is much better' },
      { code: 'A2', score: 2, label: 'Answer A is better' },
      { code: 'A1', score: 1, label: 'Answer A is slightly better' },
      { code: 'TIE', score: 0, label: 'About the same' },
      { code: 'B1', score: -1, label: 'Answer B is slightly better' },
      { code: 'B2', score: -2, label: 'Answer B is better' },
      { code: 'B3', score: -3, label: 'Answer B is much better' },
    ],
  },
} as const satisfies Record<string, ScaleTemplate>

export type Scale = keyof typeof SCALES

/** A scale's own wording, by option code. */
export function scaleLabels(scale: Scale): Record<string, string> {
  return labelsOf(SCALES[scale])
}

/** The scale whose option codes these are. @throws Error when there is none */
export function scaleOf(codes: readonly string[]): Scale {
  return templateOf(SCALES, codes)
}
