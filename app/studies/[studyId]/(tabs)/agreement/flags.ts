import type { AnnotatorRow } from '@/lib/analysis/deep/annotators'

/** What about an annotator deserves a look, in words; `{p}` stands for the p-value of the side. */
export function annotatorFlags({ left, leftP, checks, groupWithout, repeats }: AnnotatorRow): string[] {
  const flags: string[] = []
  if (left && leftP < 0.01) flags.push(`Left side ${Math.round(100 * left.share)}%, p = {p}.`)
  if (checks.judged >= 3 && checks.missed / checks.judged > 0.25)
    flags.push(`${checks.missed} of ${checks.judged} checks missed.`)
  if (groupWithout && groupWithout.without - groupWithout.with > 0.03)
    flags.push(
      `Without them the group agrees ${(100 * (groupWithout.without - groupWithout.with)).toFixed(1)} points more.`,
    )
  if (repeats.judged >= 5 && repeats.same / repeats.judged < 0.5) flags.push('Most repeats judged otherwise.')
  return flags
}
