import type { AnnotatorAgreement } from './annotator-agreement'
import type { AnnotatorRow } from './annotators'
import type { ShownAgreement } from './show-agreement'

/** An annotator as the page and the files show them; those without a verdict that counts say why they have none. */
export type ShownAnnotator = AnnotatorRow & {
  /** On the set that is shown; null without a verdict on it. */
  agreement: AnnotatorAgreement | null
  /** In place of numbers; null where there are some. */
  missing: 'no judgments yet' | 'excluded from the analysis' | null
}

/** Somebody who is enrolled, whether or not they have judged. */
type Enrolled = { code: string; group: string; simulated: boolean; excluded: boolean }

/** Everybody who is enrolled, by code. */
export function showAnnotators(
  { people }: { people: readonly Enrolled[] },
  { annotators }: { annotators: readonly AnnotatorRow[] },
  { annotators: agreements }: Pick<ShownAgreement, 'annotators'>,
): ShownAnnotator[] {
  const agreementOf = new Map(agreements.map((one) => [one.code, one]))
  const judged = annotators.map(
    (row): ShownAnnotator => ({ ...row, agreement: agreementOf.get(row.code) ?? null, missing: null }),
  )
  const known = new Set(annotators.map(({ code }) => code))
  const rest = people.filter(({ code }) => !known.has(code)).map(unjudged)
  return [...judged, ...rest].sort((a, b) => (a.code < b.code ? -1 : 1))
}

function unjudged({ code, group, simulated, excluded }: Enrolled): ShownAnnotator {
  return {
    ...{ code, group, simulated, judgments: 0, left: null, leftP: 1, ties: null, seconds: null, accuracy: null },
    repeats: { judged: 0, same: 0 },
    checks: { judged: 0, missed: 0 },
    agreement: null,
    missing: excluded ? 'excluded from the analysis' : 'no judgments yet',
  }
}
