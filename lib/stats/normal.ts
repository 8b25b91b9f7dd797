import cdf from '@stdlib/stats-base-dists-normal-cdf'
import quantile from '@stdlib/stats-base-dists-normal-quantile'

/** Probability that a standard-normal variable is at most `x`; precise in the lower tail (use `normalCdf(-x)` above). */
export function normalCdf(x: number): number {
  return cdf(x, 0, 1)
}

/**
 * The point a standard-normal variable stays below with probability `p`.
 *
 * @throws RangeError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile requires 0 < p < 1, got ${p}`)
  return quantile(p, 0, 1)
}
