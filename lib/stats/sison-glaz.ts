import { checkCounts } from './check-counts'
import { defined, type Estimate, notDefined } from './estimate'
import type { Interval } from './interval'

/**
 * Sison and Glaz's simultaneous intervals for the shares of k categories: a common width c such that all counts fall
 * within ±c of what was seen with the stated confidence, found from an Edgeworth approximation to the multinomial
 * through truncated Poisson variables, then interpolated. Narrower than Goodman's, but not always to be had, and too
 * narrow where one share is near 1: with shares of .90, .07 and .03 and n = 100 they hold in 87 % of simulated samples.
 * Assumes independent trials.
 *
 * @param counts how often each category occurred
 * @param alpha 1 − confidence; 0.05 gives 95 %
 * @returns one [lower, upper] per category, in [0, 1]; not defined below 20 trials or where the method has no solution
 * @throws RangeError on counts no experiment can produce
 * @see Sison & Glaz (1995) JASA 90:366–369; May & Johnson (2000) J. Stat. Softw. 5(6)
 */
export function sisonGlazIntervals(counts: readonly number[], alpha = 0.05): Estimate<Interval[]> {
  checkCounts(counts, 'sisonGlazIntervals')
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n < 20) return notDefined('The method of Sison and Glaz needs at least 20 judgments.')
  const cumulative = counts.map((count) => poissonCumulative(count, count + n))
  const inverse = 1 / poissonProbability(n)
  const confidence = 1 - alpha
  let before = 0
  for (let c = 1; c <= n; c++) {
    const now = inverse * coverage(counts, cumulative, c, n)
    if (now > confidence && before < confidence) {
      const delta = (confidence - before) / (now - before)
      return defined(
        counts.map(
          (count): Interval => [Math.max(0, (count - c + 1) / n), Math.min(1, (count + c - 1 + 2 * delta) / n)],
        ),
      )
    }
    before = now
  }
  return notDefined('The method of Sison and Glaz has no solution for these counts.')
}

/** Probability of n for a Poisson variable with mean n. */
function poissonProbability(n: number): number {
  let log = -n
  for (let k = 1; k <= n; k++) log += Math.log(n / k)
  return Math.exp(log)
}

function poissonCumulative(mean: number, last: number): Float64Array {
  const cumulative = new Float64Array(last + 1)
  let log = -mean
  cumulative[0] = Math.exp(log)
  for (let k = 1; k <= last; k++) {
    log += Math.log(mean / k)
    cumulative[k] = (cumulative[k - 1] as number) + Math.exp(log)
  }
  return cumulative
}

/** Edgeworth approximation to the density of the total at n, times the probability that each count is within ±c. */
function coverage(counts: readonly number[], cumulative: readonly Float64Array[], c: number, n: number): number {
  let inside = 1
  const sums = [0, 0, 0, 0] as [number, number, number, number]
  counts.forEach((count, index) => {
    const { mass, moments } = truncatedMoments(count, cumulative[index] as Float64Array, c)
    inside *= mass
    for (let order = 0; order < 4; order++) (sums[order] as number) += moments[order] as number
  })
  const [mean, variance, third, fourth] = sums
  const z = (n - mean) / Math.sqrt(variance)
  const skew = third / variance ** 1.5
  const kurtosis = fourth / variance ** 2
  const series =
    1 +
    (skew * (z ** 3 - 3 * z)) / 6 +
    (kurtosis * (z ** 4 - 6 * z ** 2 + 3)) / 24 +
    (skew ** 2 * (z ** 6 - 15 * z ** 4 + 45 * z ** 2 - 15)) / 72
  return (inside * series * Math.exp(-(z ** 2) / 2)) / Math.sqrt(2 * Math.PI * variance)
}

/** Mean, variance, third central moment and fourth cumulant of a Poisson variable kept within `mean` ± c. */
function truncatedMoments(mean: number, cumulative: Float64Array, c: number) {
  const at = (k: number) => (k < 0 ? 0 : (cumulative[Math.min(k, cumulative.length - 1)] as number))
  const high = mean + c
  const low = Math.max(0, mean - c)
  const mass = at(high) - at(low - 1)
  const factorial = (r: number) => mean ** r * (1 + (at(low - 1) - at(low - r - 1) - (at(high) - at(high - r))) / mass)
  const [m1, m2, m3, m4] = [factorial(1), factorial(2), factorial(3), factorial(4)]
  const variance = m2 + m1 - m1 ** 2
  const third = m3 + m2 * (3 - 3 * m1) + m1 - 3 * m1 ** 2 + 2 * m1 ** 3
  const fourth =
    m4 + m3 * (6 - 4 * m1) + m2 * (7 - 12 * m1 + 6 * m1 ** 2) + m1 - 4 * m1 ** 2 + 6 * m1 ** 3 - 3 * m1 ** 4
  return { mass, moments: [m1, variance, third, fourth - 3 * variance ** 2] as const }
}
