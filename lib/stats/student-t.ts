import cdf from '@stdlib/stats-base-dists-t-cdf'
import quantile from '@stdlib/stats-base-dists-t-quantile'

/**
 * Two-sided p-value of a t statistic.
 *
 * @param df degrees of freedom, > 0
 */
export function tTestP(t: number, df: number): number {
  return Math.min(1, 2 * cdf(-Math.abs(t), df))
}

/** Probability that a Student t variable with `df` > 0 degrees of freedom exceeds `t`: a one-sided p-value. */
export function tTail(t: number, df: number): number {
  return cdf(-t, df)
}

/**
 * The point a Student t variable stays below with probability `p`.
 *
 * @throws RangeError unless 0 < p < 1 and df > 0
 */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1 && df > 0)) throw new RangeError(`tQuantile requires 0 < p < 1 and df > 0, got ${p}, ${df}`)
  return quantile(p, df)
}
