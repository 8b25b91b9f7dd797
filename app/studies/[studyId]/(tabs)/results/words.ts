import { count } from '@/lib/numbers/count'
import type { WinTieLoss } from '@/lib/rates/win-tie-loss'

/** What was compared, on how many verdicts and by whom: the parts of a sentence. */
export function standfirst({ study, rows, counted }: WinTieLoss): { what: string; verdicts: string; whose: string } {
  const groups = new Set(rows.map(({ group }) => group))
  const named = new Intl.ListFormat('en').format([...groups].map((group) => `“${group}”`))
  const what = study.focal
    ? `${study.focal.name} beside ${count(study.systems.length - 1, 'baseline')}`
    : `${count(study.systems.length, 'system')} beside each other`
  const whose = `in the ${groups.size === 1 ? 'group' : 'groups'} ${named}`
  return { what, verdicts: count(counted, 'verdict'), whose }
}

/** The groups that judged, with how many verdicts, or ratings, each gave. */
export function groupChoices(
  { rows }: { rows: readonly { group: string; n: number }[] },
  noun: 'verdict' | 'rating' = 'verdict',
): { name: string; label: string }[] {
  return [...new Set(rows.map(({ group }) => group))].map((name) => {
    const n = rows.reduce((sum, row) => sum + (row.group === name ? row.n : 0), 0)
    return { name, label: `${name} (${count(n, noun)})` }
  })
}

/** Groups without a counted verdict, and systems that are in no pair of the figure: tables name them all the same. */
export function unjudged({ study, rows }: WinTieLoss): { groups: string[]; systems: string[] } {
  const groups = new Set(rows.filter(({ n }) => n > 0).map(({ group }) => group))
  const systems = new Set(rows.flatMap(({ reference, other }) => [reference, other]))
  return {
    groups: study.groups.flatMap(({ name }) => (groups.has(name) ? [] : [name])),
    systems: study.systems.flatMap(({ name }) => (systems.has(name) ? [] : [name])),
  }
}
