import { checkCounts } from '../check-counts'
import { defined, type Estimate, notDefined } from '../estimate'
import type { Interval } from '../interval'
import { normalCdf } from '../normal'
import { tQuantile, tTestP } from '../student-t'
import type { OptionCounts } from './option-counts'
import { checkSamePrompts, type PairedMean, pairedMean } from './paired-difference'

/** Brunner and Munzel's test of a superiority of ½, and its interval, which is not cut to [0, 1]. */
export type BrunnerMunzel = { se: number; df: number; p: number; interval: Interval }

/** How probably a rating of one system is above one of the other, with two tests; each is null where nothing varies. */
export type Superiority = { superiority: number; mannWhitneyP: number | null; brunnerMunzel: BrunnerMunzel | null }

/**
 * Probability of superiority P(X > Y) + P(X = Y)/2 of ratings X of one system and Y of another; ½ is even. Only the order
 * of the options matters, not their scores. Takes all ratings for independent, which several of a prompt or an annotator
 * are not: descriptive; `pairedSuperiority` is the one to report. Mann and Whitney's p is corrected for ties, without
 * continuity correction.
 *
 * @param one how often the first system got each option, worst first
 * @param other the same of the second system
 * @returns not defined where either has no rating
 * @throws RangeError on counts no experiment can produce
 * @see Mann & Whitney (1947) Ann. Math. Stat. 18:50–60; Brunner & Munzel (2000) Biom. J. 42:17–25
 */
export function superiority(one: readonly number[], other: readonly number[]): Estimate<Superiority> {
  checkCounts(one, 'superiority')
  checkCounts(other, 'superiority')
  const [n, m] = [sum(one), sum(other)]
  if (n === 0 || m === 0) return notDefined('One of the two systems has no rating.')
  const placements = placementsIn(other, m)
  const found = weightedMean(one, placements, n)
  return defined({
    superiority: found,
    mannWhitneyP: mannWhitneyP(one, other, found),
    brunnerMunzel: brunnerMunzel(found, [one, placements], [other, placementsIn(one, n)]),
  })
}

/**
 * The same probability within each prompt that has ratings of both systems, averaged over prompts, with a t-interval and
 * the t-test against ½: no assumption about ratings of one prompt. The one to report.
 *
 * @returns not defined without such prompts
 * @see Vargha & Delaney (2000) J. Educ. Behav. Stat. 25:101–132, for the measure
 * @throws RangeError when the two do not have the same prompts
 */
export function pairedSuperiority(one: OptionCounts, other: OptionCounts): Estimate<PairedMean> {
  checkSamePrompts(one, other)
  const values: number[] = []
  for (const [prompt, row] of one.entries()) {
    const within = shareAbove(row, other[prompt] as readonly number[])
    if (!Number.isNaN(within)) values.push(within)
  }
  return pairedMean(values, 0.5)
}

/** P(X > Y) + P(X = Y)/2; NaN where either has no rating. */
function shareAbove(one: readonly number[], other: readonly number[]): number {
  checkCounts(one, 'pairedSuperiority')
  checkCounts(other, 'pairedSuperiority')
  let [n, below, above] = [0, 0, 0]
  for (let k = 0; k < one.length; k++) {
    const [x, y] = [one[k] as number, other[k] as number]
    above += x * (below + y / 2)
    below += y
    n += x
  }
  return above / (n * below)
}

/** For each option the share of these ratings below it, those equal to it counted half. */
function placementsIn(counts: readonly number[], n: number): number[] {
  let below = 0
  return counts.map((count) => {
    const placement = (below + count / 2) / n
    below += count
    return placement
  })
}

function mannWhitneyP(one: readonly number[], other: readonly number[], found: number): number | null {
  const [n, m] = [sum(one), sum(other)]
  const all = n + m
  const ties = one.reduce(
    (total, count, k) => total + (count + (other[k] as number)) ** 3 - count - (other[k] as number),
    0,
  )
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)))
  if (variance < 1e-9) return null
  return 2 * normalCdf((-Math.abs(found - 0.5) * n * m) / Math.sqrt(variance))
}

type Placed = [counts: readonly number[], placements: readonly number[]]

function brunnerMunzel(found: number, one: Placed, other: Placed): BrunnerMunzel | null {
  const [n, m] = [sum(one[0]), sum(other[0])]
  if (n < 2 || m < 2) return null
  const [a, b] = [varianceOf(one) / n, varianceOf(other) / m]
  if (a + b < 1e-28) return null
  const se = Math.sqrt(a + b)
  const df = (a + b) ** 2 / (a ** 2 / (n - 1) + b ** 2 / (m - 1))
  const half = tQuantile(0.975, df) * se
  return { se, df, p: tTestP((found - 0.5) / se, df), interval: [found - half, found + half] }
}

function varianceOf([counts, placements]: Placed): number {
  const n = sum(counts)
  const mean = weightedMean(counts, placements, n)
  return counts.reduce((total, count, k) => total + count * ((placements[k] as number) - mean) ** 2, 0) / (n - 1)
}

function weightedMean(counts: readonly number[], values: readonly number[], n: number): number {
  return counts.reduce((total, count, k) => total + count * (values[k] as number), 0) / n
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
