import { wholeNumber } from '@/components/charts/percent'
import { count } from '@/components/ui/count'
import type { WinTieLoss, WinTieLossRow } from '@/lib/analysis/win-tie-loss'

/** What was compared, on what and by whom, in a sentence. */
export function standfirst({ study, rows, counted }: WinTieLoss): string {
  const groups = new Set(rows.map(({ group }) => group))
  const named = new Intl.ListFormat('en').format([...groups].map((group) => `“${group}”`))
  const what = study.focal
    ? `${study.focal.name} beside ${count(study.systems.length - 1, 'baseline')}`
    : `${count(study.systems.length, 'system')} beside each other`
  return `${what}: ${count(counted, 'judgment')} in the ${groups.size === 1 ? 'group' : 'groups'} ${named}.`
}

/** The sizes of a figure's rows: "n = 300 in each row", "n from 12 to 40". */
export function sampleSizes(rows: readonly WinTieLossRow[]): string {
  const sizes = rows.map(({ n }) => n)
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  if (least === most) return `n = ${wholeNumber(least)} judgments in each row`
  return `n from ${wholeNumber(least)} to ${wholeNumber(most)} judgments a row`
}
