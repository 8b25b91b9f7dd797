import { defined, type Estimate, notDefined } from './estimate'
import { cutTo, type Interval, SHARE } from './interval'
import { tQuantile, tTestP } from './student-t'

/**
 * One cluster, in all our uses a prompt: how many judgments it has and what their scores add up to; or, with `times`, so
 * many clusters of which each is like that.
 */
export type ClusterTotal = { n: number; total: number; times?: number }

/**
 * Mean of all judgments, its cluster-robust standard error and the t-interval on clusters − 1 degrees of freedom. The
 * interval is null where every cluster has the same mean: no spread was seen, so se is 0 and tells nothing.
 */
export type ClusteredMean = { mean: number; se: number; interval: Interval | null; clusters: number; n: number }

/**
 * Adds totals up by cluster, such as the agreement of items (`itemAgreement`) by their prompt.
 *
 * @param clusterOf number of the cluster of each entry, from 0
 */
export function sumByCluster(totals: readonly ClusterTotal[], clusterOf: ArrayLike<number>): ClusterTotal[] {
  const clusters: ClusterTotal[] = []
  totals.forEach(({ n, total }, index) => {
    const number = clusterOf[index] as number
    while (clusters.length <= number) clusters.push({ n: 0, total: 0 })
    const cluster = clusters[number] as ClusterTotal
    cluster.n += n
    cluster.total += total
  })
  return clusters
}

/**
 * The mean over all judgments, whichever cluster they are in. Not defined without judgments.
 *
 * @throws RangeError on a score that is not finite
 */
export function pooledMean(clusters: readonly ClusterTotal[]): Estimate<number> {
  let n = 0
  let total = 0
  for (const cluster of clusters) {
    const { times = 1 } = cluster
    n += times * cluster.n
    total += times * cluster.total
  }
  checkFinite(total)
  return n === 0 ? notDefined('There is no judgment.') : defined(total / n)
}

/**
 * Mean with a standard error that lets the judgments of a cluster depend on each other in any way:
 * se = √(G/(G−1) · Σ_g e_g²) / n, where e_g is the sum of (score − mean) over cluster g and G the number of clusters
 * with judgments. Interval: mean ± t(1 − alpha/2, G − 1) · se, not cut to the range of the score. Assumes clusters
 * independent of each other. With fewer than ten clusters it is rough; say so beside it.
 *
 * It equally serves any ratio of sums, such as pooled agreement (n = pairs, total = their agreement).
 *
 * @returns not defined for fewer than two clusters
 * @see Liang & Zeger (1986) Biometrika 73:13–22; the factor G/(G−1) as in Stata's and sandwich's vcovCL
 */
export function clusteredMean(clusters: readonly ClusterTotal[], alpha = 0.05): Estimate<ClusteredMean> {
  const pooled = pooledMean(clusters)
  if (!pooled.defined) return pooled
  const mean = pooled.value
  let [used, n, squares] = [0, 0, 0]
  for (const cluster of clusters) {
    if (cluster.n === 0) continue
    const { times = 1 } = cluster
    used += times
    n += times * cluster.n
    squares += times * (cluster.total - cluster.n * mean) ** 2
  }
  if (used < 2) return notDefined('An interval needs judgments on at least two prompts.')
  const se = Math.sqrt((used / (used - 1)) * squares) / n
  return defined({ mean, ...limitsOf(mean, se, used, alpha), clusters: used, n })
}

function checkFinite(total: number): void {
  if (!Number.isFinite(total)) throw new RangeError(`A mean requires finite scores, got a sum of ${total}`)
}

/** Rounding makes no spread of values that are all the same. */
function limitsOf(
  mean: number,
  se: number,
  clusters: number,
  alpha: number,
): { se: number; interval: Interval | null } {
  if (se < 1e-14 * Math.max(1, Math.abs(mean))) return { se: 0, interval: null }
  const half = tQuantile(1 - alpha / 2, clusters - 1) * se
  return { se, interval: [mean - half, mean + half] }
}

/**
 * A mean that stands where its interval does not: standard error and interval are null below two clusters, and where
 * every cluster has the same mean.
 */
export type MeanByCluster = {
  mean: number
  se: number | null
  interval: Interval | null
  clusters: number
  n: number
}

/** `clusteredMean` for tables that show a mean of one cluster, too. Not defined only where there is nothing. */
export function meanByCluster(clusters: readonly ClusterTotal[], alpha = 0.05): Estimate<MeanByCluster> {
  const found = clusteredMean(clusters, alpha)
  if (found.defined) return defined({ ...found.value, se: found.value.interval && found.value.se })
  const pooled = pooledMean(clusters)
  if (!pooled.defined) return pooled
  const [only] = clusters.filter(({ n }) => n > 0)
  return defined({ mean: pooled.value, se: null, interval: null, clusters: 1, n: only?.n ?? 0 })
}

/**
 * `meanByCluster` of values that each are a cluster of their own: the plain mean and Student's interval.
 *
 * @throws RangeError on a value that is not finite
 */
export function meanOfValues(values: ArrayLike<number>, alpha = 0.05): Estimate<MeanByCluster> {
  const n = values.length
  if (n === 0) return notDefined('There is no judgment.')
  let [total, squares] = [0, 0]
  for (let k = 0; k < n; k++) total += values[k] as number
  checkFinite(total)
  const mean = total / n
  if (n === 1) return defined({ mean, se: null, interval: null, clusters: 1, n })
  for (let k = 0; k < n; k++) squares += ((values[k] as number) - mean) ** 2
  const { se, interval } = limitsOf(mean, Math.sqrt(squares / (n - 1) / n), n, alpha)
  return defined({ mean, se: interval && se, interval, clusters: n, n })
}

/** A mean of what lies between 0 and 1, with its interval cut to that. */
export function meanShare(mean: ClusteredMean): ClusteredMean {
  return { ...mean, interval: cutTo(mean.interval, SHARE) }
}

/** Two-sided p-value of the clustered t-test that the mean is `even`: the primary test of a pair. Not defined for se 0. */
export function clusteredTestP({ mean, se, clusters }: ClusteredMean, even = 0.5): Estimate<number> {
  if (se === 0) return notDefined('All prompts give the same score: their spread is unknown.')
  return defined(tTestP((mean - even) / se, clusters - 1))
}
