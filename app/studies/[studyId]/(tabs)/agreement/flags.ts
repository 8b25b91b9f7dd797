import type { ShownAnnotator } from '@/lib/analysis/deep/show-annotators'

/** What about an annotator deserves a look, in words; `{p}` stands for the p-value of the side. */
export function annotatorFlags({ left, leftP, checks, agreement, repeats }: ShownAnnotator): string[] {
  const flags: string[] = []
  if (left && leftP < 0.01) flags.push(`Left side ${Math.round(100 * left.share)}%, p = {p}.`)
  if (checks.judged >= 3 && checks.missed / checks.judged > 0.25)
    flags.push(`${checks.missed} of ${checks.judged} checks missed.`)
  const out = agreement?.leaveOneOut
  if (out && out.without.mean - out.with.mean > 0.03)
    flags.push(`Without them the group agrees ${(100 * (out.without.mean - out.with.mean)).toFixed(1)} points more.`)
  if (repeats.judged >= 5 && repeats.same / repeats.judged < 0.5) flags.push('Most repeats judged otherwise.')
  return flags
}
