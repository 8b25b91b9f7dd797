import { count } from '@/lib/numbers/count'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import type { CountingRule } from '@/lib/rates/counting-rule'
import { outcomeWords } from './judges/no-verdicts'
import type { AskedModels, MarkedRow } from './read-counts'

/** What models of each group did beside their verdicts, and what that may move, in sentences for a caption. */
export function modelsNotes(rows: readonly MarkedRow[], rule: CountingRule): string[] {
  const groups = [...new Set(rows.filter(({ asked }) => asked).map(({ group }) => group))]
  return groups.flatMap((group) => {
    const own = rows.filter((row) => row.group === group && row.asked)
    return [ordersNote(group, own, rule), withoutNote(group, own)].filter((note) => note !== null)
  })
}

const sumOf = (rows: readonly MarkedRow[], of: (asked: AskedModels) => number) =>
  rows.reduce((sum, { asked }) => sum + (asked ? of(asked) : 0), 0)

function ordersNote(group: string, rows: readonly MarkedRow[], rule: CountingRule): string | null {
  const pairs = sumOf(rows, (asked) => asked.pairs)
  if (pairs === 0) return null
  const differ = sumOf(rows, (asked) => asked.inconsistent)
  const half = rule === 'all' ? `, each of the two verdicts weighing one half` : ''
  return `${group} saw ${count(pairs, 'item')} in both orders${half}; hatched: the share on which the verdicts differ, ${wholeNumber(differ)} in all (${percent(differ / pairs, true)}%).`
}

function withoutNote(group: string, rows: readonly MarkedRow[]): string | null {
  const without = sumOf(rows, (asked) => asked.without)
  if (without === 0) return null
  const outcomes: Record<string, number> = {}
  for (const { asked } of rows)
    for (const [name, n] of Object.entries(asked?.outcomes ?? {})) outcomes[name] = (outcomes[name] ?? 0) + n
  const moved = (as: 'ties' | 'losses') =>
    Math.max(
      0,
      ...rows.flatMap(({ n, wins, ties, asked }) =>
        asked?.sensitivity && n > 0 ? [Math.abs(asked.sensitivity[as] - (wins + ties / 2) / n)] : [],
      ),
    )
  const points = (as: 'ties' | 'losses') => percent(moved(as), true)
  return `${group} gave no verdict on ${count(without, 'slot')} (${outcomeWords(outcomes)}), which count nowhere: as ties they would move no score by more than ${points('ties')} points, as losses by no more than ${points('losses')}.`
}
