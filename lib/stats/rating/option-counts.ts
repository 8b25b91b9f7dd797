import { checkCounts } from '../check-counts'
import type { ClusterTotal } from '../clustered-mean'

/**
 * How often each option was given to the responses of one system: a row for each prompt (in dialogues for each
 * conversation), a column for each option of the study, worst first. Rows of zeros are prompts without ratings. All
 * statistics of ratings but agreement are functions of these counts, so a database can do the counting.
 */
export type OptionCounts = readonly (readonly number[])[]

/**
 * Counts ratings by prompt.
 *
 * @param ratings numbers of prompt and option, from 0
 * @throws RangeError on a prompt or an option that is none
 */
export function countOptions(
  ratings: Iterable<{ prompt: number; option: number }>,
  size: { prompts: number; options: number },
): number[][] {
  const counts = Array.from({ length: size.prompts }, () => new Array<number>(size.options).fill(0))
  for (const { prompt, option } of ratings) {
    const row = counts[prompt]
    if (row?.[option] === undefined)
      throw new RangeError(
        `A rating names a prompt below ${size.prompts} and an option below ${size.options}, got ${prompt}, ${option}`,
      )
    row[option] = (row[option] as number) + 1
  }
  return counts
}

/**
 * The counts of all prompts together; an empty list without prompts.
 *
 * @param times how many prompts each row stands for; one otherwise
 * @throws RangeError on counts no experiment can produce
 */
export function poolOptions(prompts: OptionCounts, times?: readonly number[]): number[] {
  const pooled = new Array<number>(prompts[0]?.length ?? 0).fill(0)
  for (const [at, row] of prompts.entries()) {
    checkCounts(row, 'poolOptions')
    const weight = times?.[at] ?? 1
    for (let k = 0; k < pooled.length; k++) (pooled[k] as number) += weight * (row[k] as number)
  }
  return pooled
}

/** How many ratings each prompt has, and what their scores add up to. */
export function totalScores(
  prompts: OptionCounts,
  scores: readonly number[],
  times?: readonly number[],
): ClusterTotal[] {
  checkScores(prompts, scores)
  return prompts.map((row, at) => {
    let [n, total] = [0, 0]
    for (let k = 0; k < row.length; k++) {
      n += row[k] as number
      total += (row[k] as number) * (scores[k] as number)
    }
    return { n, total, ...(times && { times: times[at] as number }) }
  })
}

/** Scores that are 1 for one option and 0 for the others: the mean of these is its share. */
export function indicator(option: number, options: number): number[] {
  return Array.from({ length: options }, (_, k) => (k === option ? 1 : 0))
}

/**
 * Refuses scores that are none.
 *
 * @throws RangeError unless each option has a finite score, and each count is a whole number, 0 or more
 */
export function checkScores(prompts: OptionCounts, scores: readonly number[]): void {
  const options = prompts[0]?.length ?? 0
  for (let option = 0; option < options; option++) {
    if (!Number.isFinite(scores[option]))
      throw new RangeError(`Option ${option} has no finite score, got ${scores[option]}`)
  }
  for (const row of prompts) checkCounts(row, 'scores')
}
