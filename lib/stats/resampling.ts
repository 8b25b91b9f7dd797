import { defined, type Estimate, notDefined } from './estimate'
import type { Interval } from './interval'
import { quantileSorted } from './quantile'

/** A whole number from 0 to `bound` − 1, each equally likely: the only way randomness enters, so that a seed repeats it. */
export type Below = (bound: number) => number

/** How often each cluster was drawn; sums to the number of clusters. */
export type Multiplicities = Float64Array

/** Draws as many clusters as there are, with replacement. */
export function drawMultiplicities(clusters: number, below: Below): Multiplicities {
  const drawn = new Float64Array(clusters)
  for (let k = 0; k < clusters; k++) (drawn[below(clusters)] as number)++
  return drawn
}

/** The multiplicities of an explicit resample, a list of cluster numbers. */
export function countMultiplicities(resample: readonly number[], clusters: number): Multiplicities {
  const drawn = new Float64Array(clusters)
  for (const cluster of resample) {
    if (!Number.isInteger(cluster) || cluster < 0 || cluster >= clusters)
      throw new RangeError(`A resample names clusters 0 … ${clusters - 1}, got ${cluster}`)
    ;(drawn[cluster] as number)++
  }
  return drawn
}

/** What the replicates of a bootstrap say of a statistic. */
export type BootstrapSummary = { se: number; interval: Interval; replicates: number; undefinedReplicates: number }

/**
 * Percentile interval (quantile type 7) and standard deviation of bootstrap replicates. Replicates in which the statistic
 * is not defined are null; they are left out and counted: with more than a few, the interval is that of luckier data.
 *
 * @returns not defined with fewer than two defined replicates
 * @see Efron & Tibshirani (1993) An Introduction to the Bootstrap, ch. 13
 */
export function summariseReplicates(values: readonly (number | null)[], alpha = 0.05): Estimate<BootstrapSummary> {
  const sorted = Float64Array.from(values.filter((value) => value !== null)).sort()
  if (sorted.length < 2) return notDefined('The resamples leave this statistic undefined.')
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const squares = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return defined({
    se: Math.sqrt(squares / (sorted.length - 1)),
    interval: [quantileSorted(sorted, alpha / 2), quantileSorted(sorted, 1 - alpha / 2)],
    replicates: values.length,
    undefinedReplicates: values.length - sorted.length,
  })
}
