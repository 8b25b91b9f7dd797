import type { ClusteredMean } from './clustered-mean'
import { defined, type Estimate, notDefined } from './estimate'
import { tQuantile } from './student-t'

/**
 * All that a clustered mean needs to know of its clusters: how many there are, and over clusters of n judgments with
 * total t the sums of n, t, n², n·t and t². Whole numbers, so that a database can add them up without rounding.
 */
export type ClusterSums = { clusters: number; n: number; total: number; nn: number; nt: number; tt: number }

/**
 * `clusteredMean` from sums over clusters in place of the clusters themselves: Σ e² = (Σt²·N² − 2·Σnt·N·T + Σn²·T²) / N²
 * with N = Σn, T = Σt, in exact integer arithmetic, so that nothing is lost where the terms nearly cancel, and the order
 * in which clusters came does not matter.
 *
 * @param scale what a total counts one by: 2 where totals are of half points, so that they stay whole
 * @returns not defined for fewer than two clusters; the interval is null where every cluster has the same mean
 * @throws RangeError on sums that are not whole
 * @see Liang & Zeger (1986) Biometrika 73:13–22
 */
export function clusteredMeanOfSums(sums: ClusterSums, scale = 1, alpha = 0.05): Estimate<ClusteredMean> {
  const { clusters, n, total } = sums
  if (!Object.values(sums).every(Number.isSafeInteger))
    throw new RangeError('clusteredMeanOfSums requires whole sums that are exact')
  if (n === 0) return notDefined('There is no judgment.')
  if (clusters < 2) return notDefined('An interval needs judgments on at least two prompts.')
  const [N, T, nn, nt, tt] = [n, total, sums.nn, sums.nt, sums.tt].map(BigInt) as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ]
  const squares = tt * N * N - 2n * nt * N * T + nn * T * T
  const mean = total / n / scale
  if (squares <= 0n) return defined({ mean, se: 0, interval: null, clusters, n })
  const se = (Math.sqrt(clusters / (clusters - 1)) * Math.sqrt(Number(squares))) / n / n / scale
  const half = tQuantile(1 - alpha / 2, clusters - 1) * se
  return defined({ mean, se, interval: [mean - half, mean + half], clusters, n })
}
