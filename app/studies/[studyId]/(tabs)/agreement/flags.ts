import { concernWords } from '@/components/study/monitor/concern-words'
import type { ShownAnnotator } from '@/lib/agreement/show-annotators'
import type { Concern } from '@/lib/monitor/concerns'

/**
 * What about an annotator deserves a look, in words; `{p}` stands for the p-value of the side. First what the overview and
 * the annotators' table say, too, then what only outcomes tell.
 */
export function annotatorFlags(
  { left, leftP, agreement, repeats }: ShownAnnotator,
  concerns: readonly Concern[],
): string[] {
  const flags = concerns.map(concernWords)
  if (left && leftP < 0.01) flags.push(`Left side ${Math.round(100 * left.share)}%, p = {p}.`)
  const out = agreement?.leaveOneOut
  if (out && out.without.mean - out.with.mean > 0.03)
    flags.push(`Without them the group agrees ${(100 * (out.without.mean - out.with.mean)).toFixed(1)} points more.`)
  if (repeats.judged >= 5 && repeats.same / repeats.judged < 0.5) flags.push('Most repeats judged otherwise.')
  return flags
}
