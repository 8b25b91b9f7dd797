import type { PlannedJudgments } from '@/lib/counts/planned'
import type { StudyInput } from '@/lib/designs/schema'

/** What would keep a design from being filled, in sentences. */
export function warningsOf(
  { cap, overlap, groups }: StudyInput,
  { annotators, known, items, sharedItems }: PlannedJudgments,
): string[] {
  const warnings = []
  if (annotators.defined && cap !== null && annotators.value * cap < known)
    warnings.push(
      `At most ${cap.toLocaleString('en')} judgments from each of ${annotators.value} annotators make ${(annotators.value * cap).toLocaleString('en')}, fewer than the design asks for.`,
    )
  for (const { name, places, overlap: kept } of groups)
    if (places !== null && places < kept)
      warnings.push(`${name} has ${places} places, but ${kept} judgments of each item are kept for it.`)
  if (annotators.defined && annotators.value < overlap && items > sharedItems)
    warnings.push(`${overlap} judgments of each item need ${overlap} annotators; there are ${annotators.value} places.`)
  return warnings
}

/** The fields whose numbers are missing or impossible while somebody types; nothing can be computed until they are there. */
export function unreadable(design: StudyInput): string[] {
  const { overlap, sharedItems, repeatShare, identicalChecks, sample, cap, groups, planning } = design
  const isCount = (n: number | null) => n === null || (Number.isInteger(n) && n >= 0)
  const isShare = (n: number) => n >= 0 && n < 1
  const checks: [string, boolean][] = [
    ['judgments per item', isCount(overlap)],
    ['shared items', isCount(sharedItems)],
    ['repeats', isShare(repeatShare)],
    ['identical pairs', isCount(identicalChecks ?? 0)],
    ['the sample', isCount(sample)],
    ['the most per annotator', isCount(cap)],
    ['places', groups.every(({ places }) => isCount(places))],
    ['judgments kept for a group', groups.every((group) => isCount(group.overlap))],
    ['seconds', planning.seconds > 0],
    ['pay', planning.hourlyPay === null || planning.hourlyPay >= 0],
    ['the tie rate', isShare(planning.tieRate)],
    ['the correlation', isShare(planning.correlation)],
  ]
  return checks.filter(([, isFine]) => !isFine).map(([field]) => field)
}
