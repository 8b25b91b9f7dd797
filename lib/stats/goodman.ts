import { checkCounts } from './check-counts'
import { chiSquareQuantile1 } from './chi-square'
import { defined, type Estimate, notDefined } from './estimate'
import type { Interval } from './interval'

/**
 * Goodman's simultaneous intervals for the shares of k categories: all of them hold together with the stated confidence.
 * Each is a score interval with the chi-square quantile of 1 − alpha/k, one degree of freedom. Assumes independent
 * trials: judgments that share a prompt or an annotator are not.
 *
 * @param counts how often each category occurred; zero cells are fine
 * @param alpha 1 − confidence; 0.05 gives 95 %
 * @returns one [lower, upper] per category, in [0, 1]; not defined without any trial
 * @throws RangeError on counts no experiment can produce
 * @see Goodman (1965) Technometrics 7:247–254
 */
export function goodmanIntervals(counts: readonly number[], alpha = 0.05): Estimate<Interval[]> {
  checkCounts(counts, 'goodmanIntervals')
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) return notDefined('There is no judgment.')
  const a = chiSquareQuantile1(1 - alpha / counts.length)
  return defined(
    counts.map((count) => {
      const half = Math.sqrt(a * (a + (4 * count * (n - count)) / n))
      const whole = 2 * (n + a)
      return [
        count === 0 ? 0 : (a + 2 * count - half) / whole,
        count === n ? 1 : (a + 2 * count + half) / whole,
      ] satisfies Interval
    }),
  )
}
