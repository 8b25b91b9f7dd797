import { checkCounts } from '../check-counts'
import { signTest } from '../sign-test'
import type { OptionCounts } from './option-counts'
import { checkSamePrompts } from './paired-difference'

/**
 * Prompts by what most ratings said of each of two systems, where a rating is one of two options: the better one of both,
 * of the first system only, of the second only, of neither. `even` are prompts left out because one of the systems has as
 * many of either. `p` is McNemar's exact test that the first is as often alone in being better as the second.
 */
export type MajorityTable = {
  both: number
  firstOnly: number
  secondOnly: number
  neither: number
  even: number
  p: number
}

/**
 * Strict majorities of a yes-or-no rating (Safe or Unsafe, say) of two systems, prompt by prompt. Prompts without ratings
 * of both are not looked at. p is 1 when no prompt tells them apart.
 *
 * @param one counts of the first system: per prompt [worse option, better option]
 * @throws RangeError when there are not two options, the two do not have the same prompts, or a count cannot be
 * @see McNemar (1947) Psychometrika 12:153–157
 */
export function majorityTable(one: OptionCounts, other: OptionCounts): MajorityTable {
  checkSamePrompts(one, other)
  const table = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0, even: 0 }
  one.forEach((row, prompt) => {
    const [first, second] = [majorityOf(row), majorityOf(other[prompt] as readonly number[])]
    if (first === 'none' || second === 'none') return
    if (first === 'even' || second === 'even') table.even++
    else if (first === 'better') table[second === 'better' ? 'both' : 'firstOnly']++
    else table[second === 'better' ? 'secondOnly' : 'neither']++
  })
  return { ...table, p: signTest(table.firstOnly, table.secondOnly).exact }
}

function majorityOf(row: readonly number[]): 'better' | 'worse' | 'even' | 'none' {
  checkCounts(row, 'majorityTable')
  if (row.length !== 2) throw new RangeError(`majorityTable is of two options, got ${row.length}`)
  const [worse, better] = row as [number, number]
  if (worse + better === 0) return 'none'
  return better === worse ? 'even' : better > worse ? 'better' : 'worse'
}
