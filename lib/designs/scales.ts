/** An option of a scale: its score is positive when it favours arm A, negative for B; the sign is win, tie or loss. */
type ScaleOption = { code: string; score: number; label: string }

/** The option sets a criterion can have, in the order they are shown, worded as a new design starts with. */
export const SCALES = {
  THREE: [
    { code: 'A', score: 1, label: 'Answer A is significantly better' },
    { code: 'TIE', score: 0, label: 'Neither is significantly better' },
    { code: 'B', score: -1, label: 'Answer B is significantly better' },
  ],
  THREE_BOTH_BAD: [
    { code: 'A', score: 1, label: 'Answer A is significantly better' },
    { code: 'TIE', score: 0, label: 'Neither is significantly better' },
    { code: 'BOTH_BAD', score: 0, label: 'Both answers are bad' },
    { code: 'B', score: -1, label: 'Answer B is significantly better' },
  ],
  FIVE: [
    { code: 'A2', score: 2, label: 'Answer A is much better' },
    { code: 'A1', score: 1, label: 'Answer A is slightly better' },
    { code: 'TIE', score: 0, label: 'About the same' },
    { code: 'B1', score: -1, label: 'Answer B is slightly better' },
    { code: 'B2', score: -2, label: 'Answer B is much better' },
  ],
  SEVEN: [
    { code: 'A3', score: 3, label: 'Answer A is much better' },
    { code: 'A2', score: 2, label: 'Answer A is better' },
    { code: 'A1', score: 1, label: 'Answer A is slightly better' },
    { code: 'TIE', score: 0, label: 'About the same' },
    { code: 'B1', score: -1, label: 'Answer B is slightly better' },
    { code: 'B2', score: -2, label: 'Answer B is better' },
    { code: 'B3', score: -3, label: 'Answer B is much better' },
  ],
} as const satisfies Record<string, readonly ScaleOption[]>

export type Scale = keyof typeof SCALES

export const SCALE_NAMES: Record<Scale, string> = {
  THREE: 'Three verdicts (LIMA)',
  THREE_BOTH_BAD: 'Three verdicts, and both are bad',
  FIVE: 'Five grades',
  SEVEN: 'Seven grades',
}

/** A scale's own wording, by option code. */
export function scaleLabels(scale: Scale): Record<string, string> {
  return Object.fromEntries(SCALES[scale].map(({ code, label }) => [code, label]))
}

/** The scale whose option codes these are. @throws Error when there is none */
export function scaleOf(codes: readonly string[]): Scale {
  const known = Object.entries(SCALES).find(
    ([, options]) => options.length === codes.length && options.every(({ code }) => codes.includes(code)),
  )
  if (!known) throw new Error(`no scale has the options ${codes.join(', ')}`)
  return known[0] as Scale
}
