import { type MeanByCluster, meanOfValues } from '../clustered-mean'
import { defined, type Estimate, notDefined } from '../estimate'
import { tTestP } from '../student-t'
import { checkScores, indicator, type OptionCounts } from './option-counts'

/** A mean over prompts, with the t-interval on prompts − 1 and the two-sided p-value of what the mean would be by chance. */
export type PairedMean = MeanByCluster & { p: number | null }

/**
 * For each prompt with ratings of both systems, in order: the mean score of the first less that of the second.
 *
 * @param one counts of the first system, a row per prompt
 * @param other counts of the second, over the same prompts
 * @throws RangeError when the two do not have the same prompts
 */
export function pairedDifferences(one: OptionCounts, other: OptionCounts, scores: readonly number[]): number[] {
  checkSamePrompts(one, other)
  checkScores(one, scores)
  checkScores(other, scores)
  const differences: number[] = []
  for (const [prompt, row] of one.entries()) {
    const difference = rowMean(row, scores) - rowMean(other[prompt] as readonly number[], scores)
    if (!Number.isNaN(difference)) differences.push(difference)
  }
  return differences
}

/** NaN without ratings. */
function rowMean(row: readonly number[], scores: readonly number[]): number {
  let [n, total] = [0, 0]
  for (let k = 0; k < row.length; k++) {
    n += row[k] as number
    total += (row[k] as number) * (scores[k] as number)
  }
  return total / n
}

/**
 * Mean of values that each are of another prompt: t-interval, and t-test against `even`.
 *
 * @returns not defined without values; interval and p are null for one, or when all are equal
 * @see Student (1908) Biometrika 6:1–25
 */
export function pairedMean(values: readonly number[], even = 0): Estimate<PairedMean> {
  const found = meanOfValues(values)
  if (!found.defined) return notDefined('No prompt has ratings of both systems.')
  const { mean, se, n } = found.value
  return defined({ ...found.value, p: se === null ? null : tTestP((mean - even) / se, n - 1) })
}

/** Mean difference of two systems over the prompts with ratings of both: `pairedMean` of `pairedDifferences`. */
export function pairedMeanDifference(
  one: OptionCounts,
  other: OptionCounts,
  scores: readonly number[],
): Estimate<PairedMean> {
  return pairedMean(pairedDifferences(one, other, scores))
}

/**
 * Difference of the shares of each option, worst first, over the prompts with ratings of both systems: a prompt counts
 * once, however often it was rated.
 *
 * @returns not defined without such prompts
 */
export function pairedShareDifferences(one: OptionCounts, other: OptionCounts): Estimate<PairedMean[]> {
  const options = one[0]?.length ?? 0
  const means: PairedMean[] = []
  for (let option = 0; option < options; option++) {
    const mean = pairedMeanDifference(one, other, indicator(option, options))
    if (!mean.defined) return mean
    means.push(mean.value)
  }
  return means.length === 0 ? notDefined('No prompt has ratings of both systems.') : defined(means)
}

/**
 * Refuses counts of two systems that cannot be set against each other row by row.
 *
 * @throws RangeError when they have differing numbers of prompts
 */
export function checkSamePrompts(one: OptionCounts, other: OptionCounts): void {
  if (one.length !== other.length)
    throw new RangeError(`Both systems need a row for each prompt, got ${one.length} and ${other.length}`)
}
